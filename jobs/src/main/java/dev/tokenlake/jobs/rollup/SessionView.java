package dev.tokenlake.jobs.rollup;

import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Views that sum the calls up session by session. Their rows are kept from night to night, so that
 * only those of changed sessions have to be made again: {@code sql/<view>.sql} and {@code .ddl}.
 */
enum SessionView {
  /** Everything that tables sum up. */
  USAGE_SUMS,
  /** What there is to say against calls and prices. */
  USAGE_MARKS,
  /** Costs that logs state. */
  LOGGED_SUMS;

  /** Name of the view, and of the column that holds its rows among those that are kept. */
  String viewName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Columns of the view. */
  StructType schema() {
    return StructType.fromDDL(new SqlResource("/sql/" + viewName() + ".ddl").text());
  }

  /** Its rows from {@code usage_facts}, in exactly the columns of the schema. */
  Dataset<Row> rows(SparkSession spark) {
    return SqlResource.ofView(viewName()).rows(spark).to(schema());
  }
}
