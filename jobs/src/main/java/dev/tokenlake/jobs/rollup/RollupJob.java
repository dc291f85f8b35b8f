package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.facts.Assembled;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.jobs.spark.SparkSessions;
import dev.tokenlake.parsing.git.Commit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Turns facts into tables and checks them; what it writes is not published yet. */
public final class RollupJob {
  /** Offending rows that a message names. */
  private static final int NAMED_VIOLATIONS = 5;

  /** A table of no more rows is checked in the driver's memory. */
  private static final long MOST_LOCAL_ROWS = 20_000;

  private final SparkSession spark;
  private final LakeConfig config;
  private final Progress progress;

  public RollupJob(SparkSession spark, LakeConfig config, Progress progress) {
    this.spark = spark;
    this.config = config;
    this.progress = progress;
  }

  /**
   * Writes every table into the generation.
   *
   * @param facts rows of {@link Fact} that count
   * @param commits of the configured repositories
   * @param scratch folder for what lies between facts and tables
   * @return digest of each table, by name
   * @throws BrokenIdentityException when a check finds a row
   */
  public Map<String, TableDigest> run(
      Dataset<Row> facts, List<Commit> commits, Generation generation, Place scratch) {
    progress.say("merging copies, pricing");
    Dataset<Row> assembled = assembled(facts, scratch);
    SparkSessions.planForTables(spark);
    new FactViews(spark, config).register(assembled, facts, commits);
    for (String function : new SqlFunctions().statements()) {
      spark.sql(function);
    }
    progress.say("tables and their checks");
    List<Built> all = buildAll(generation, scratch);
    List<String> broken = all.stream().flatMap(built -> built.broken().stream()).toList();
    if (!broken.isEmpty()) {
      throw new BrokenIdentityException(broken);
    }
    Map<String, TableDigest> digests = new LinkedHashMap<>();
    all.forEach(built -> digests.put(built.table().tableName(), built.digest()));
    return digests;
  }

  /** Sessions put together and priced, written once since every table reads them. */
  private Dataset<Row> assembled(Dataset<Row> facts, Place scratch) {
    RecordCodec<Fact> factCodec = new RecordCodec<>(Fact.class);
    RecordCodec<Assembled> codec = new RecordCodec<>(Assembled.class);
    Place folder = scratch.resolve("assembled");
    spark.sparkContext().setJobDescription("merge copies and price");
    MergeCopies.of(facts, factCodec)
        .groupBy("session_id")
        .as(Encoders.STRING(), factCodec.encoder())
        .flatMapGroups(new AssembleSessions(factCodec, codec, config), codec.encoder())
        .write()
        .parquet(folder.location());
    return spark.read().schema(codec.schema()).parquet(folder.location());
  }

  /** Planning a small query costs more than running it, so several are planned at once. */
  private List<Built> buildAll(Generation generation, Place scratch) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Callable<Built>> tables = new ArrayList<>();
      for (PublishedTable table : PublishedTable.values()) {
        tables.add(() -> build(table, generation, scratch));
      }
      List<Built> built = new ArrayList<>();
      // All have ended when this returns, so that none writes on after a failed one.
      for (Future<Built> table : threads.invokeAll(tables)) {
        built.add(table.get());
      }
      return built;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A table could not be made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Built build(PublishedTable table, Generation generation, Place scratch) {
    SqlModel model = new SqlModel(table.tableName());
    Place folder = generation.tables().resolve(table.tableName());
    TableWriter.write(
        model.rows(spark, Map.of("commits_known", !config.repositories().isEmpty())),
        folder,
        scratch);
    // Read back, so that the checks and the digest are of what is published.
    Dataset<Row> written = spark.read().schema(model.schema()).parquet(folder.location());
    TableDigest digest = TableDigest.of(written);
    Dataset<Row> checked =
        digest.rows() <= MOST_LOCAL_ROWS
            ? spark.createDataFrame(written.collectAsList(), written.schema())
            : written;
    checked.createOrReplaceTempView(table.tableName());
    List<String> broken = new ArrayList<>();
    for (Row violation : model.violations(spark).takeAsList(NAMED_VIOLATIONS)) {
      broken.add(table.tableName() + ": " + violation.getString(0) + " " + violation.getString(1));
    }
    return new Built(table, digest, broken);
  }

  /**
   * A table that was written.
   *
   * @param broken identities that do not hold
   */
  private record Built(PublishedTable table, TableDigest digest, List<String> broken) {}
}
