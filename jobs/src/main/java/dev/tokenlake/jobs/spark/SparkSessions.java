package dev.tokenlake.jobs.spark;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Opens the Spark session of a run. */
public final class SparkSessions {
  private static final long SMALL_INPUT_BYTES = 2L << 30;

  /** Below it, compiling anything at all costs more than it saves, and so does a second task. */
  private static final long TINY_INPUT_BYTES = 64L << 20;

  private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";
  private static final String FACTORY_MODE = "spark.sql.codegen.factoryMode";
  private static final String INTERPRETED = "NO_CODEGEN";
  private static final String MOST_FUSED_FIELDS = "spark.sql.codegen.maxFields";

  /** Logs shrink about 300 times on their way into facts. */
  private static final long BYTES_PER_PARTITION = 1L << 30;

  private static final int MOST_PARTITIONS = 2_000;

  private SparkSessions() {}

  /**
   * A session for one run.
   *
   * @param master Spark master
   * @param scratch folder for spilled and shuffled data, removed after the run
   * @param inputBytes size of the logs the run is about
   * @param hadoop settings of Hadoop that the lake's storage needs
   */
  public static SparkSession open(
      String master, Path scratch, long inputBytes, Map<String, String> hadoop) {
    boolean small = inputBytes < SMALL_INPUT_BYTES;
    String expressions = inputBytes < TINY_INPUT_BYTES ? INTERPRETED : "FALLBACK";
    String partitions = Integer.toString(partitions(inputBytes));
    SparkSession.Builder builder = SparkSession.builder().appName("tokenlake");
    // What goes to a storage elsewhere may wait on this machine's disk first.
    builder.config("spark.hadoop.hadoop.tmp.dir", scratch.resolve("hadoop").toString());
    hadoop.forEach((key, value) -> builder.config("spark.hadoop." + key, value));
    if (master.startsWith("local")) {
      // Nothing is served to the network. Workers elsewhere have to reach this process.
      builder.config("spark.driver.host", "127.0.0.1");
      builder.config("spark.driver.bindAddress", "127.0.0.1");
    }
    SparkSession spark =
        builder
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
            // OneOf chooses pages where that pays; a filter of Spark would take its place.
            .config("spark.sql.parquet.filterPushdown", "false")
            // Whatever the umask, what is written is its owner's alone.
            .config("spark.hadoop.fs.permissions.umask-mode", "077")
            .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
            // They would only tell in which step a broken block broke; a run is made again anyway.
            .config("spark.shuffle.checksum.enabled", "false")
            .config("spark.ui.enabled", "false")
            // A result is small next to the logs: few partitions, no cost for empty ones.
            .config("spark.sql.shuffle.partitions", partitions)
            .config("spark.default.parallelism", partitions)
            // Each stage is sent in a block of its own, which is made that large to begin with.
            .config("spark.broadcast.blockSize", "256k")
            .config("spark.sql.adaptive.enabled", Boolean.toString(!small))
            // Compiling a plan pays only when there is much to run through it.
            .config(WHOLE_STAGE, Boolean.toString(!small))
            .config(FACTORY_MODE, expressions)
            // All that a night compiles, so that no query compiles what another did.
            .config("spark.sql.codegen.cache.maxEntries", "5000")
            // Its tables of letters cost more to load than all the folding there is to do.
            .config("spark.sql.icu.caseMappings.enabled", "false")
            .config("spark.sql.autoBroadcastJoinThreshold", "32m")
            // What is kept in memory is little, and read a few times at most.
            .config("spark.sql.inMemoryColumnarStorage.compressed", "false")
            // Files are looked up by the driver: a task for each costs more than the look.
            .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "10000")
            // Values of a failing row never reach a message or a plan string.
            .config("spark.sql.debug.maxToStringFields", "0")
            // What a plan looks like is told to nobody.
            .config("spark.sql.ui.explainMode", "simple")
            .getOrCreate();
    // Jobs that no query's execution surrounds, as those of an iterator, take settings from here.
    CollectionConverters.asJava(spark.conf().getAll())
        .forEach((key, value) -> spark.sparkContext().setLocalProperty(key, value));
    // Else every step of every plan looks through the stack for the line that asked for it.
    spark.sparkContext().setLocalProperty("callSite.short", "tokenlake");
    spark.sparkContext().setLocalProperty("callSite.long", "tokenlake");
    return spark;
  }

  /**
   * Runs queries that take few rows out of many wide ones. Unless the session is for so little that
   * nothing is compiled, reading and filtering become one loop, which makes rows only of what is
   * taken. What is persisted here is planned so, whenever it is read first.
   */
  public static <T> T takingFew(SparkSession spark, Supplier<T> queries) {
    String wholeStage = spark.conf().get(WHOLE_STAGE);
    String fields = spark.conf().get(MOST_FUSED_FIELDS);
    if (spark.conf().get(FACTORY_MODE).equals(INTERPRETED)) {
      return queries.get();
    }
    spark.conf().set(WHOLE_STAGE, "true");
    spark.conf().set(MOST_FUSED_FIELDS, "1000");
    try {
      return queries.get();
    } finally {
      spark.conf().set(WHOLE_STAGE, wholeStage);
      spark.conf().set(MOST_FUSED_FIELDS, fields);
    }
  }

  /**
   * From here on, queries are many. In a session for little input each of them runs in one task, so
   * that nothing is shuffled or broadcast.
   *
   * @return whether that is so; rows that queries share should then lie in one partition
   */
  public static boolean planForTables(SparkSession spark) {
    boolean small = !Boolean.parseBoolean(spark.conf().get(WHOLE_STAGE));
    if (small) {
      spark.conf().set("spark.sql.shuffle.partitions", "1");
      spark.conf().set("spark.sql.leafNodeDefaultParallelism", "1");
      spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
    }
    return small;
  }

  /**
   * From here on, queries have few rows: compiling even one expression costs more than it saves.
   */
  public static void planForFewRows(SparkSession spark) {
    spark.conf().set(FACTORY_MODE, INTERPRETED);
  }

  private static int partitions(long inputBytes) {
    if (inputBytes < TINY_INPUT_BYTES) {
      return 1;
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return (int) Math.max(cores, Math.min(MOST_PARTITIONS, inputBytes / BYTES_PER_PARTITION));
  }
}
