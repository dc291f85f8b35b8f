package dev.tokenlake.jobs.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session of a run. */
public final class SparkSessions {
  private SparkSessions() {}

  /**
   * A session for one run.
   *
   * @param master Spark master
   * @param scratch folder for spilled and shuffled data, removed after the run
   */
  public static SparkSession open(String master, Path scratch) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("tokenlake")
            .master(master)
            .config("spark.local.dir", scratch.toString())
            .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toString())
            // Instants are instants and days are days, whatever zone the machine is in.
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.datetime.java8API.enabled", "true")
            // Readers outside Spark know no INT96.
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
            .config("spark.sql.parquet.compression.codec", "zstd")
            .config("spark.hadoop.parquet.page.verify-checksum.enabled", "true")
            .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
            // Nothing is served to the network.
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            // A result is small next to the logs: few partitions, no cost for empty ones.
            .config("spark.sql.shuffle.partitions", Integer.toString(shufflePartitions()))
            .config("spark.default.parallelism", Integer.toString(shufflePartitions()))
            .config("spark.sql.adaptive.enabled", "true")
            .config("spark.sql.autoBroadcastJoinThreshold", "32m")
            // Values of a failing row never reach a message or a plan string.
            .config("spark.sql.debug.maxToStringFields", "0");
    return builder.getOrCreate();
  }

  private static int shufflePartitions() {
    return Math.max(4, Runtime.getRuntime().availableProcessors() * 2);
  }
}
