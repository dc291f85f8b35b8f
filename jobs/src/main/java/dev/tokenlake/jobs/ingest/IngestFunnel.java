package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.ledger.PlannedInput;
import dev.tokenlake.parsing.discover.Discovery;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What became of the logs that a night read, from files to facts.
 *
 * @param inputs files and packed folders read
 * @param inputBytes what of them was read, on disk
 * @param skipped files and folders not read, by reason
 * @param logs logs in them
 * @param lines complete lines; equal to entries + ignored + quarantined
 * @param entries lines the tables need
 * @param ignored other lines, by type
 * @param quarantined refused lines
 * @param refusedFiles files refused as a whole or in part
 * @param rejects refused lines and files, by reason
 * @param salvaged damaged lines that still gave entries
 * @param inProgressBytes of unterminated last lines
 * @param anomalies odd numbers in usages
 */
public record IngestFunnel(
    long inputs,
    long inputBytes,
    Map<String, Long> skipped,
    long logs,
    long lines,
    long entries,
    Map<String, Long> ignored,
    long quarantined,
    long refusedFiles,
    Map<String, Long> rejects,
    long salvaged,
    long inProgressBytes,
    long anomalies) {

  /** Whether anything was refused. */
  public boolean anyQuarantined() {
    return quarantined > 0 || refusedFiles > 0;
  }

  /** Of a night without a read. */
  public static IngestFunnel none(Discovery found) {
    return new IngestFunnel(0, 0, skipped(found), 0, 0, 0, Map.of(), 0, 0, Map.of(), 0, 0, 0);
  }

  /**
   * Counts a night.
   *
   * @param facts rows the night read
   * @param read inputs it read
   * @param found what there was
   */
  public static IngestFunnel of(Dataset<Row> facts, List<PlannedInput> read, Discovery found) {
    Row sums =
        facts
            .where("kind = 'FILE'")
            .selectExpr("file.outcome.*")
            .selectExpr(
                "count(*)",
                "coalesce(sum(lines), 0)",
                "coalesce(sum(entries), 0)",
                "coalesce(sum(rejected), 0)",
                "coalesce(sum(salvaged), 0)",
                "coalesce(sum(in_progress), 0)",
                "coalesce(sum(anomalies), 0)")
            .first();
    Map<String, Long> ignored =
        counts(
            facts
                .where("kind = 'FILE'")
                .select(functions.explode(functions.col("file.outcome.ignored")))
                .groupBy("key")
                .agg(functions.sum("value")));
    Dataset<Row> refused = facts.where("kind = 'REJECT'");
    Map<String, Long> rejects =
        counts(refused.groupBy("reject.reject.reason").agg(functions.count(functions.lit(1))));
    long refusedFiles = refused.where("reject.reject.line = 0").count();
    return new IngestFunnel(
        read.size(),
        read.stream().mapToLong(PlannedInput::bytes).sum(),
        skipped(found),
        sums.getLong(0),
        sums.getLong(1),
        sums.getLong(2),
        ignored,
        sums.getLong(3),
        refusedFiles,
        rejects,
        sums.getLong(4),
        sums.getLong(5),
        sums.getLong(6));
  }

  private static Map<String, Long> skipped(Discovery found) {
    Map<String, Long> skipped = new TreeMap<>();
    found.skipped().forEach(skip -> skipped.merge(skip.reason().name(), 1L, Long::sum));
    return skipped;
  }

  private static Map<String, Long> counts(Dataset<Row> rows) {
    Map<String, Long> counts = new TreeMap<>();
    rows.collectAsList().forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }
}
