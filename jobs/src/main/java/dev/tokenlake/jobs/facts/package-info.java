/** The rows that are kept of the logs, and those the tables are aggregated from. */
package dev.tokenlake.jobs.facts;
