package dev.tokenlake.jobs.rollup;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Usage summed up for every grain that tables have, {@code sql/usage_cells.sql}: computed once, so
 * that a table that takes the cells of its grain is planned soon and has nothing to add up.
 */
final class UsageCells {
  /** Name of the view. */
  static final String VIEW = "usage_cells";

  private UsageCells() {}

  /** All cells; the views that the SQL names as its inputs must be there. */
  static Dataset<Row> rows(SparkSession spark) {
    return SqlResource.ofView(VIEW).rows(spark);
  }
}
