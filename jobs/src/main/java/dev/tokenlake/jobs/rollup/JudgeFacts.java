package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.facts.FactKind;
import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.parsing.count.Compaction;
import dev.tokenlake.parsing.count.Prompt;
import dev.tokenlake.parsing.count.Response;
import dev.tokenlake.parsing.count.SessionEvent;
import dev.tokenlake.parsing.count.SessionSpan;
import dev.tokenlake.parsing.count.Transcript;
import dev.tokenlake.parsing.session.SessionPast;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Which of merged facts are forgotten: those of forgotten sessions, and those of before the first
 * day that is kept. A fact without a time is of no day. A session's span is of the day of its end,
 * a transcript of that of its beginning.
 */
final class JudgeFacts implements FlatMapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  static final RecordCodec<ForgottenFact> CODEC = new RecordCodec<>(ForgottenFact.class);

  private final RecordCodec<Fact> facts;

  /** Whose midnights part the days. */
  private final String zone;

  /** First day that is kept; the first of all when none is to go for its day. */
  private final LocalDate firstKept;

  /** Behind the columns of a fact: whether its session is forgotten. */
  private final int sessionColumn;

  JudgeFacts(RecordCodec<Fact> facts, ForgetBook book) {
    this.facts = facts;
    this.zone = book.zone();
    this.firstKept = book.before().orElse(LocalDate.MIN);
    this.sessionColumn = facts.schema().size() + 1;
  }

  @Override
  public Iterator<Row> call(Row row) {
    boolean bySession = !row.isNullAt(sessionColumn);
    if (!bySession && firstKept.equals(LocalDate.MIN)) {
      return Collections.emptyIterator();
    }
    Fact fact = facts.fromRow(row);
    if (!bySession && !isBefore(fact)) {
      return Collections.emptyIterator();
    }
    Optional<SessionPast> past =
        bySession
            ? Optional.empty()
            : fact.response()
                .map(SessionPast::of)
                .or(() -> fact.prompt().map(SessionPast::of))
                .filter(counted -> !counted.equals(SessionPast.NONE));
    return List.of(
            CODEC.toRow(
                new ForgottenFact(fact.kind(), fact.key(), fact.sessionId(), !bySession, past)))
        .iterator();
  }

  private boolean isBefore(Fact fact) {
    return time(fact).filter(at -> ForgetBook.isBefore(at, firstKept, zone)).isPresent();
  }

  private static Optional<Instant> time(Fact fact) {
    return switch (fact.kind()) {
      case RESPONSE -> fact.response().flatMap(Response::at);
      case PROMPT -> fact.prompt().flatMap(Prompt::at);
      case COMPACTION -> fact.compaction().flatMap(Compaction::at);
      case EVENT -> fact.event().flatMap(SessionEvent::at);
      case SPAN -> fact.span().flatMap(SessionSpan::last);
      case TRANSCRIPT -> fact.transcript().flatMap(Transcript::first);
      case FILE, REJECT, INPUT, PAST -> Optional.empty();
    };
  }

  /** How much of each session went, as facts. */
  static Dataset<Row> pasts(Dataset<Row> forgotten, long commit) {
    RecordCodec<Fact> codec = new RecordCodec<>(Fact.class);
    MapGroupsFunction<String, Row, Row> sum =
        (session, rows) -> {
          SessionPast past = SessionPast.NONE;
          while (rows.hasNext()) {
            past = past.plus(CODEC.fromRow(rows.next()).past().orElse(SessionPast.NONE));
          }
          return codec.toRow(Fact.of(session, past, commit));
        };
    return forgotten
        .where("past IS NOT NULL")
        .groupBy("session_id")
        .as(Encoders.STRING(), CODEC.encoder())
        .mapGroups(sum, codec.encoder());
  }

  /**
   * A fact to forget.
   *
   * @param byDay whether for its day and not for its session
   * @param past what it leaves of itself; absent for what nothing is counted on from
   */
  record ForgottenFact(
      FactKind kind, String key, String sessionId, boolean byDay, Optional<SessionPast> past) {}
}
