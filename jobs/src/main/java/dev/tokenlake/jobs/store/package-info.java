/** The facts as a Delta table, and flat Parquet files, both without Spark. */
package dev.tokenlake.jobs.store;
