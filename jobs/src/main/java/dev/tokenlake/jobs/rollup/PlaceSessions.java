package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.parsing.project.RepositoryRoot;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** The project of each session that names one, out of merged spans. */
final class PlaceSessions implements FlatMapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  static final RecordCodec<Place> CODEC = new RecordCodec<>(Place.class);

  private final RecordCodec<Fact> facts;

  PlaceSessions(RecordCodec<Fact> facts) {
    this.facts = facts;
  }

  @Override
  public Iterator<Row> call(Row row) {
    return facts.fromRow(row).span().stream()
        .flatMap(
            span ->
                RepositoryRoot.of(span).stream()
                    .map(path -> CODEC.toRow(new Place(span.sessionId(), path.text()))))
        .iterator();
  }

  /** A session and its project. */
  record Place(String sessionId, String projectPath) {}
}
