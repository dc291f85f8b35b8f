package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.InputRecord;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.ledger.LineCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Compares what the ledger says of each input with the facts that came from it. */
final class LedgerCheck {
  private LedgerCheck() {}

  /**
   * What differs.
   *
   * @param facts rows that count by the ledger
   */
  static List<Finding> of(Dataset<Row> facts, Ledger ledger) {
    Map<InputName, LineCounts> counted = counted(facts);
    List<Finding> findings = new ArrayList<>();
    for (InputRecord record : ledger.records().values()) {
      LineCounts facted = counted.remove(record.name());
      LineCounts found = facted == null ? LineCounts.NONE : facted;
      if (!record.isDead() && !record.counts().sameLines(found)) {
        findings.add(
            new Finding(
                record.name().source() + ":" + record.name().input(),
                "ledger",
                "the ledger has %d lines, the facts %d"
                    .formatted(record.counts().lines(), found.lines())));
      }
    }
    counted
        .keySet()
        .forEach(
            name ->
                findings.add(
                    new Finding(
                        name.source() + ":" + name.input(), "ledger", "is not in the ledger")));
    return findings;
  }

  /** What facts say of the lines of each input. */
  static Map<InputName, LineCounts> counted(Dataset<Row> facts) {
    Map<InputName, LineCounts> counted = new HashMap<>();
    facts
        .where("kind = 'FILE'")
        .selectExpr("origin.source", "origin.input", "file.outcome.*")
        .groupBy("source", "input")
        .agg(
            functions.expr("sum(lines)"),
            functions.expr("sum(entries)"),
            functions.expr("sum(aggregate(map_values(ignored), 0L, (sum, n) -> sum + n))"),
            functions.expr("sum(rejected)"))
        .toLocalIterator()
        .forEachRemaining(
            row ->
                counted.put(
                    new InputName(row.getString(0), row.getString(1)),
                    new LineCounts(
                        0,
                        0,
                        0,
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        0)));
    return counted;
  }
}
