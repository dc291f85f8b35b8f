package dev.tokenlake.jobs.rollup;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Usage summed up for every grain that tables have, {@code sql/usage_cells.sql}: computed once, so
 * that a table that takes the cells of its grain is planned soon and has nothing to add up.
 */
final class UsageCells {
  /** Name of the view. */
  static final String VIEW = "usage_cells";

  /** So many rows are kept by the driver, which needs no job to take some of them. */
  private static final int MOST_LOCAL_ROWS = 20_000;

  private UsageCells() {}

  /** All cells; the views {@code usage_sums} and {@code transcripts} must be there. */
  static Dataset<Row> rows(SparkSession spark) {
    return spark.sql(new SqlResource("/sql/usage_cells.sql").text());
  }

  /**
   * Computes the cells and registers the view.
   *
   * @param small whether one task computes them soonest
   */
  static void register(SparkSession spark, boolean small) {
    Dataset<Row> cells = small ? rows(spark).coalesce(1) : rows(spark);
    cells.persist(StorageLevel.MEMORY_AND_DISK());
    if (cells.count() > MOST_LOCAL_ROWS) {
      cells.createOrReplaceTempView(VIEW);
    } else {
      spark.createDataFrame(cells.collectAsList(), cells.schema()).createOrReplaceTempView(VIEW);
      cells.unpersist();
    }
  }
}
