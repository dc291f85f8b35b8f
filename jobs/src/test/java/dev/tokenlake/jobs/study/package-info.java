/**
 * The published study of 3,007 sessions: its tables as they were printed, and an archive of logs
 * that adds up to every digit of them.
 */
package dev.tokenlake.jobs.study;
