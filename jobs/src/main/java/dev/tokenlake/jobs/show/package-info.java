/** Prints published tables without starting Spark. */
package dev.tokenlake.jobs.show;
