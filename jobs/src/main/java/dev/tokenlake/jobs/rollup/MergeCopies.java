package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.facts.FactKind;
import dev.tokenlake.jobs.facts.FactOrigin;
import dev.tokenlake.jobs.spark.RecordCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Merges the copies of each fact, over all files, into one. */
final class MergeCopies {
  private MergeCopies() {}

  /** Facts of the kinds that have copies, each once. */
  static Dataset<Row> of(Dataset<Row> facts, RecordCodec<Fact> codec) {
    MapGroupsFunction<String, Row, Row> merged = (name, rows) -> merge(rows, codec);
    return ofKindsWithCopies(facts)
        // Grouped by a column: a function of the row would have every row decoded for its key. It
        // begins with what differs, since rows are sorted by its first bytes as far as those tell.
        .groupBy(functions.concat_ws(":", functions.col("key"), functions.col("kind")))
        .as(Encoders.STRING(), codec.encoder())
        .mapGroups(merged, codec.encoder());
  }

  /** Those of the facts that have copies, each copy a row. */
  static Dataset<Row> ofKindsWithCopies(Dataset<Row> facts) {
    return facts.where(
        functions
            .col("kind")
            .isin(
                Arrays.stream(FactKind.values())
                    .filter(FactKind::isMerged)
                    .map(Enum::name)
                    .toArray()));
  }

  /**
   * Of each log only what its latest read says, all of them as one; a single copy as it is. A log
   * that is no longer in its packed folder still says what it said; where it is not known which log
   * it was, any later read of the folder holds instead.
   */
  private static Row merge(Iterator<Row> rows, RecordCodec<Fact> codec) {
    Row first = rows.next();
    if (!rows.hasNext()) {
      return first;
    }
    List<Fact> copies = new ArrayList<>();
    copies.add(codec.fromRow(first));
    rows.forEachRemaining(row -> copies.add(codec.fromRow(row)));
    Map<FactOrigin, Integer> latest = new HashMap<>();
    for (Fact copy : copies) {
      latest.merge(log(copy), copy.origin().epoch(), Math::max);
      latest.merge(input(copy), copy.origin().epoch(), Math::max);
    }
    return codec.toRow(
        copies.stream()
            .filter(copy -> copy.origin().epoch() == latest.get(log(copy)))
            .reduce(Fact::merge)
            .orElseThrow());
  }

  private static FactOrigin log(Fact fact) {
    return input(fact).in(fact.origin().member());
  }

  private static FactOrigin input(Fact fact) {
    return FactOrigin.of(fact.origin().source(), fact.origin().input(), 0);
  }
}
