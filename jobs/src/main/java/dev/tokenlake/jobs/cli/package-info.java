/** The commands of the launcher: they read options, call a job and choose the exit code. */
package dev.tokenlake.jobs.cli;
