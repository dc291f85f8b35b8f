package dev.tokenlake.jobs.bench;

import dev.tokenlake.jobs.spark.SparkSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The least that a night can do: open Spark as nights do, sum a few rows up, write and read them.
 */
public final class StartUp {
  private StartUp() {}

  /**
   * Runs it.
   *
   * @param args folder, made by this call
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    try (SparkSession spark = SparkSessions.open("local[*]", folder, 0, Map.of())) {
      String file = folder.resolve("rows").toString();
      spark
          .range(1_000)
          .groupBy(functions.expr("id % 7").as("key"))
          .agg(functions.sum("id").as("sum"))
          .write()
          .parquet(file);
      long rows = spark.read().parquet(file).count();
      if (rows != 7) {
        throw new IllegalStateException("%d rows of 7".formatted(rows));
      }
    }
  }
}
