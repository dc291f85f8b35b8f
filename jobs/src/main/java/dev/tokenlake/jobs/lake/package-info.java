/** The lake on disk: its folders, its lock, and how a night becomes visible all at once. */
package dev.tokenlake.jobs.lake;
