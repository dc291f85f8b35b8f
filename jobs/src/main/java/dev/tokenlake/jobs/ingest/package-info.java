/** From logs to facts. */
package dev.tokenlake.jobs.ingest;
