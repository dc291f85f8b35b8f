package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.parsing.discover.Discovery;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** Reads every log once and leaves its facts. */
public final class IngestJob {
  /** Small enough that a slow task at the end costs little, large enough to be worth a task. */
  private static final int TASKS_PER_CORE = 8;

  private static final long LEAST_BYTES_PER_TASK = 4 << 20;

  private final SparkSession spark;
  private final Progress progress;

  public IngestJob(SparkSession spark, Progress progress) {
    this.spark = spark;
    this.progress = progress;
  }

  /** Writes the facts of the inputs found into the generation and counts what became of them. */
  public IngestFunnel run(Discovery found, Generation generation) {
    RecordCodec<Fact> codec = new RecordCodec<>(Fact.class);
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    List<InputPacker.Bin> bins = InputPacker.pack(found.inputs(), tasks(found));
    LongAccumulator bytesRead = spark.sparkContext().longAccumulator("bytes of logs read");
    spark.sparkContext().setJobDescription("read logs");
    long bytes = bins.stream().mapToLong(InputPacker.Bin::bytes).sum();
    JavaRDD<Row> rows =
        context
            .parallelize(bins, Math.max(1, bins.size()))
            .mapPartitions(new ParseInputs(codec, bytesRead));
    progress.during(
        "reading logs",
        bytes,
        bytesRead::value,
        () ->
            spark
                .createDataFrame(rows, codec.schema())
                .write()
                .parquet(generation.facts().toString()));
    return IngestFunnel.of(facts(generation), found);
  }

  /** The facts of a generation. */
  public Dataset<Row> facts(Generation generation) {
    return spark
        .read()
        .schema(new RecordCodec<>(Fact.class).schema())
        .parquet(generation.facts().toString());
  }

  private int tasks(Discovery found) {
    long bytes = found.inputs().stream().mapToLong(input -> input.size()).sum();
    long most = (long) spark.sparkContext().defaultParallelism() * TASKS_PER_CORE;
    return (int) Math.max(1, Math.min(most, bytes / LEAST_BYTES_PER_TASK + 1));
  }
}
