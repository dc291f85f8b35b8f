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
  /** Small enough that a slow task at the end costs little, large enough to be worth a task. */
  private static final int TASKS_PER_CORE = 8;

  /** Each leaves a file, at which every later night looks until all are written anew. */
  private static final int ENOUGH_TASKS = 32;

  /** A task's own code for rows of facts costs as much as reading half of it. */
  private static final long LEAST_BYTES_PER_TASK = 32 << 20;

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
    List<InputPacker.Bin> bins = InputPacker.pack(inputs, tasks(inputs));
    LongAccumulator bytesRead = spark.sparkContext().longAccumulator("bytes of logs read");
    spark.sparkContext().setJobDescription("read logs");
    JavaRDD<Row> rows =
        context
            .parallelize(bins, Math.max(1, bins.size()))
            .mapPartitions(new ParseInputs(codec, bytesRead));
    progress.during(
        "reading logs",
        bytes(inputs),
        bytesRead::value,
        () -> FactFiles.write(spark.createDataFrame(rows, codec.schema()), folder));
    return WrittenFacts.of(FactFiles.read(spark, List.of(folder)));
  }

  /** What the ledger has to know of the reads. */
  public static List<Ledger.Reading> readings(WrittenFacts written) {
    return Readings.of(written);
  }

  private int tasks(List<PlannedInput> inputs) {
    int cores = Runtime.getRuntime().availableProcessors();
    long most = Math.max(cores, Math.min(cores * TASKS_PER_CORE, ENOUGH_TASKS));
    return (int) Math.min(most, bytes(inputs) / LEAST_BYTES_PER_TASK + 1);
  }

  private static long bytes(List<PlannedInput> inputs) {
    return inputs.stream().mapToLong(PlannedInput::bytes).sum();
  }
}
