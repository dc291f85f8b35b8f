package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.facts.FactKind;
import dev.tokenlake.jobs.spark.RecordCodec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a night has to know of the facts it read: which inputs and logs, and how many refusals.
 *
 * @param inputs facts of kind {@code INPUT}
 * @param files facts of kind {@code FILE}
 * @param rejects refused lines and files, by reason
 * @param refusedFiles how many of them are files, as a whole or in part
 */
public record WrittenFacts(
    List<Fact> inputs, List<Fact> files, Map<String, Long> rejects, long refusedFiles) {
  public WrittenFacts {
    inputs = List.copyOf(inputs);
    files = List.copyOf(files);
    rejects = new TreeMap<>(rejects);
  }

  /** Looks through rows of {@link Fact} as they were written. */
  static WrittenFacts of(Dataset<Row> written) {
    RecordCodec<Fact> codec = new RecordCodec<>(Fact.class);
    List<Fact> facts =
        written.where("session_id = '' AND kind IN ('FILE', 'INPUT')").collectAsList().stream()
            .map(codec::fromRow)
            .toList();
    Map<String, Long> rejects = new TreeMap<>();
    long refusedFiles = 0;
    for (Row row :
        written
            .where("session_id = '' AND kind = 'REJECT'")
            .selectExpr("reject.reject.reason", "reject.reject.line = 0 AS is_file")
            .groupBy("reason", "is_file")
            .count()
            .collectAsList()) {
      rejects.merge(row.getString(0), row.getLong(2), Long::sum);
      refusedFiles += row.getBoolean(1) ? row.getLong(2) : 0;
    }
    return new WrittenFacts(
        facts.stream().filter(fact -> fact.kind() == FactKind.INPUT).toList(),
        facts.stream().filter(fact -> fact.kind() == FactKind.FILE).toList(),
        rejects,
        refusedFiles);
  }
}
