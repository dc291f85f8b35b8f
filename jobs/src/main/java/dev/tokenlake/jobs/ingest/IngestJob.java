package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.ledger.PlannedInput;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.jobs.spark.RecordCodec;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** Reads the inputs of a night once and leaves their facts as files that nobody knows of yet. */
public final class IngestJob {
  /** A task's own code for rows of facts costs as much as reading half of it. */
  private static final long LEAST_BYTES_PER_TASK = 32 << 20;

  /** Of larger tasks one can go on long after the others have ended. */
  private static final long BYTES_PER_TASK = 512 << 20;

  /** Each leaves a file, at which every later night looks until all are written anew. */
  private static final int MOST_TASKS_PER_CORE = 8;

  private final SparkSession spark;
  private final Progress progress;

  public IngestJob(SparkSession spark, Progress progress) {
    this.spark = spark;
    this.progress = progress;
  }

  /**
   * Reads the inputs and writes their facts.
   *
   * @param folder made by this call
   */
  public WrittenFacts write(List<PlannedInput> inputs, Place folder) {
    RecordCodec<Fact> codec = new RecordCodec<>(Fact.class);
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    long bytes = inputs.stream().mapToLong(PlannedInput::bytes).sum();
    List<InputPacker.Bin> bins = InputPacker.pack(inputs, tasks(bytes));
    LongAccumulator bytesRead = spark.sparkContext().longAccumulator("bytes of logs read");
    spark.sparkContext().setJobDescription("read logs");
    JavaRDD<Row> rows =
        context
            .parallelize(bins, Math.max(1, bins.size()))
            .mapPartitions(new ParseInputs(codec, bytesRead));
    progress.during(
        "reading logs",
        bytes,
        bytesRead::value,
        () -> FactFiles.write(spark.createDataFrame(rows, codec.schema()), folder));
    return WrittenFacts.of(FactFiles.read(spark, List.of(folder)));
  }

  /** What the ledger has to know of the reads. */
  public static List<Ledger.Reading> readings(WrittenFacts written) {
    return Readings.of(written);
  }

  /** As many for each core, unless there is too little for that. */
  private static int tasks(long bytes) {
    long cores = Runtime.getRuntime().availableProcessors();
    long perCore = Math.min(bytes / (cores * BYTES_PER_TASK) + 1, MOST_TASKS_PER_CORE);
    return (int) Math.min(cores * perCore, bytes / LEAST_BYTES_PER_TASK + 1);
  }
}
