/** What several tests share: one Spark session, command lines in and out of this process, logs. */
package dev.tokenlake.jobs.testing;
