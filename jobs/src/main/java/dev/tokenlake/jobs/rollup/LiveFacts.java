package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.spark.RecordCodec;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * Facts that count: not those of inputs that live on under another name, and of files and refused
 * lines only what the latest read of the input says. Which of a response's epochs holds is decided
 * where its copies are merged, since an older one holds where the latest has none.
 */
public final class LiveFacts {
  private LiveFacts() {}

  /** Those rows of {@link Fact} that count by the ledger. */
  public static Dataset<Row> of(SparkSession spark, Dataset<Row> facts, Ledger ledger) {
    return ledger.withOldFacts().isEmpty() ? facts : joined(spark, facts, ledger, "left_anti");
  }

  /** Those of them that do not count. */
  static Dataset<Row> dead(SparkSession spark, Dataset<Row> facts, Ledger ledger) {
    return joined(spark, facts, ledger, "left_semi");
  }

  private static Dataset<Row> joined(
      SparkSession spark, Dataset<Row> facts, Ledger ledger, String how) {
    return facts.join(
        functions.broadcast(epochs(spark, ledger)),
        functions.expr(
            """
            origin.source = old_source AND origin.input = old_input
            AND (origin.epoch <= dead_epochs
                OR (kind IN ('FILE', 'REJECT', 'INPUT') AND origin.epoch < live_epoch))
            """),
        how);
  }

  private static Dataset<Row> epochs(SparkSession spark, Ledger ledger) {
    return RecordCodec.rows(
        spark,
        EpochRow.class,
        ledger.withOldFacts().stream()
            .map(
                record ->
                    new EpochRow(
                        record.name().source(),
                        record.name().input(),
                        record.epoch(),
                        record.deadEpochs()))
            .toList());
  }

  /** Those of them that still count when the older epochs of each fact are left out too. */
  public static Dataset<Row> latest(SparkSession spark, Dataset<Row> facts, Ledger ledger) {
    return ledger.withOldFacts().isEmpty()
        ? facts
        : withLatestEpoch(of(spark, facts, ledger))
            .where("origin.epoch = latest_epoch")
            .drop("latest_epoch");
  }

  /** Those that count, but of which a later epoch of their input says otherwise. */
  static Dataset<Row> contradicted(SparkSession spark, Dataset<Row> facts, Ledger ledger) {
    return withLatestEpoch(of(spark, facts, ledger))
        .where("origin.epoch < latest_epoch")
        .drop("latest_epoch");
  }

  /** Inputs of which some of the facts are of an earlier read than the latest. */
  public static Set<InputName> readTwice(SparkSession spark, Dataset<Row> facts, Ledger ledger) {
    Set<InputName> names = new HashSet<>();
    if (!ledger.withOldFacts().isEmpty()) {
      facts
          .join(
              functions.broadcast(epochs(spark, ledger)),
              functions.expr(
                  """
                  origin.source = old_source AND origin.input = old_input
                  AND origin.epoch < live_epoch
                  """),
              "left_semi")
          .select("origin.source", "origin.input")
          .distinct()
          .collectAsList()
          .forEach(row -> names.add(new InputName(row.getString(0), row.getString(1))));
    }
    return names;
  }

  private static Dataset<Row> withLatestEpoch(Dataset<Row> facts) {
    WindowSpec ofOneInput = Window.partitionBy("kind", "key", "origin.source", "origin.input");
    WindowSpec ofOneLog =
        Window.partitionBy("kind", "key", "origin.source", "origin.input", "origin.member");
    return facts.withColumn(
        "latest_epoch",
        functions
            .when(
                functions.expr("origin.member IS NULL"),
                functions.max("origin.epoch").over(ofOneInput))
            .otherwise(functions.max("origin.epoch").over(ofOneLog)));
  }

  /** An input that has facts of more than one epoch. */
  record EpochRow(String oldSource, String oldInput, int liveEpoch, int deadEpochs) {}
}
