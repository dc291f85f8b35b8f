package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.facts.FactKind;
import dev.tokenlake.jobs.spark.RecordCodec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What a night has to know of the facts it read: which inputs and logs, and how many refusals.
 *
 * @param inputs facts of kind {@code INPUT}
 * @param files facts of kind {@code FILE}
 * @param refusals facts of kind {@code REJECT} of files, as a whole or in part
 * @param rejects refused lines and files, by reason
 */
public record WrittenFacts(
    List<Fact> inputs, List<Fact> files, List<Fact> refusals, Map<String, Long> rejects) {
  public WrittenFacts {
    inputs = List.copyOf(inputs);
    files = List.copyOf(files);
    refusals = List.copyOf(refusals);
    rejects = new TreeMap<>(rejects);
  }

  /** Looks through rows of {@link Fact} as they were written. */
  static WrittenFacts of(Dataset<Row> written) {
    RecordCodec<Fact> codec = new RecordCodec<>(Fact.class);
    List<Fact> facts =
        written
            .where("session_id = '' AND (kind IN ('FILE', 'INPUT') OR reject.reject.line = 0)")
            .collectAsList()
            .stream()
            .map(codec::fromRow)
            .toList();
    Map<String, Long> rejects = new TreeMap<>();
    for (Row row :
        written
            .where("session_id = '' AND kind = 'REJECT'")
            .groupBy("reject.reject.reason")
            .agg(functions.expr("sum(1 + coalesce(reject.more, 0))"))
            .collectAsList()) {
      rejects.put(row.getString(0), row.getLong(1));
    }
    return new WrittenFacts(
        ofKind(FactKind.INPUT, facts),
        ofKind(FactKind.FILE, facts),
        ofKind(FactKind.REJECT, facts),
        rejects);
  }

  private static List<Fact> ofKind(FactKind kind, List<Fact> facts) {
    return facts.stream().filter(fact -> fact.kind() == kind).toList();
  }
}
