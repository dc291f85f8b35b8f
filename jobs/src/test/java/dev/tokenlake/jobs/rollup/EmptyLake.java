package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.facts.Assembled;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.jobs.testing.TestSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The views of a lake without a fact: what a test has rows for takes their place. */
final class EmptyLake {
  private EmptyLake() {}

  /** Registers all views that the SQL of tables reads. */
  static void registerViews(SparkSession spark) {
    FactViews all = new FactViews(spark, TestSpark.PLAIN, true);
    all.registerSettings(List.of());
    all.registerNames(empty(spark, SessionSums.schema()));
    all.registerUsage(empty(spark, new RecordCodec<>(Assembled.class).schema()));
    all.register(
        empty(spark, SessionSums.schema()), empty(spark, new RecordCodec<>(Fact.class).schema()));
  }

  private static Dataset<Row> empty(SparkSession spark, StructType schema) {
    return spark.createDataFrame(List.<Row>of(), schema);
  }
}
