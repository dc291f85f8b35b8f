package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.facts.Assembled;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.parsing.git.Commit;
import dev.tokenlake.parsing.git.CommitReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Turns facts into tables and checks them; what it writes is not published yet. */
public final class RollupJob {
  /** Offending rows that a message names. */
  private static final int NAMED_VIOLATIONS = 5;

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
   * @param scratch folder for what lies between facts and tables
   * @return digest of each table, by name
   * @throws BrokenIdentityException when a check finds a row
   */
  public Map<String, TableDigest> run(Dataset<Row> facts, Generation generation, Path scratch) {
    progress.say("merging copies, pricing");
    List<Commit> commits = new CommitReader().read(config.repositories());
    Dataset<Row> assembled = assembled(facts, scratch);
    new FactViews(spark, config).register(assembled, facts, commits);
    for (String function : new SqlFunctions().statements()) {
      spark.sql(function);
    }
    Map<String, TableDigest> digests = new LinkedHashMap<>();
    for (PublishedTable table : PublishedTable.values()) {
      progress.say("table " + table.tableName());
      digests.put(table.tableName(), build(table, generation, scratch));
    }
    check();
    return digests;
  }

  /** Sessions put together and priced, written once since every table reads them. */
  private Dataset<Row> assembled(Dataset<Row> facts, Path scratch) {
    RecordCodec<Fact> factCodec = new RecordCodec<>(Fact.class);
    RecordCodec<Assembled> codec = new RecordCodec<>(Assembled.class);
    int session = factCodec.schema().fieldIndex("session_id");
    MapFunction<Row, String> sessionOf = row -> row.getString(session);
    Path folder = scratch.resolve("assembled");
    spark.sparkContext().setJobDescription("merge copies and price");
    MergeCopies.of(facts, factCodec)
        .groupByKey(sessionOf, Encoders.STRING())
        .flatMapGroups(new AssembleSessions(factCodec, codec, config), codec.encoder())
        .write()
        .parquet(folder.toString());
    return spark.read().schema(codec.schema()).parquet(folder.toString());
  }

  private TableDigest build(PublishedTable table, Generation generation, Path scratch) {
    spark.sparkContext().setJobDescription("table " + table.tableName());
    SqlModel model = new SqlModel(table.tableName());
    Path folder = generation.tables().resolve(table.tableName());
    TableWriter.write(
        model.rows(spark, Map.of("commits_known", !config.repositories().isEmpty())),
        folder,
        scratch);
    // Read back, so that the checks and the digest are of what is published.
    Dataset<Row> written = spark.read().schema(model.schema()).parquet(folder.toString());
    written.createOrReplaceTempView(table.tableName());
    return TableDigest.of(written);
  }

  private void check() {
    List<String> broken = new ArrayList<>();
    for (PublishedTable table : PublishedTable.values()) {
      spark.sparkContext().setJobDescription("check " + table.tableName());
      List<Row> violations =
          new SqlModel(table.tableName()).violations(spark).takeAsList(NAMED_VIOLATIONS);
      for (Row violation : violations) {
        broken.add(
            table.tableName() + ": " + violation.getString(0) + " " + violation.getString(1));
      }
    }
    if (!broken.isEmpty()) {
      throw new BrokenIdentityException(broken);
    }
  }
}
