package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.ledger.InputName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What a {@link ForgetPass} found.
 *
 * @param book the rules, with what their names turned out to stand for
 * @param forgotten kind, key and session of each fact that goes
 * @param unknown rows read tonight that were not forgotten before
 * @param sessions forgotten sessions
 * @param idle rules, as said, that no known project goes by; only told when all facts were judged
 */
public record Forgone(
    ForgetBook book,
    Dataset<Row> forgotten,
    Dataset<Row> unknown,
    Dataset<Row> sessions,
    List<String> idle)
    implements AutoCloseable {

  /** How many facts go, by kind, each once however many copies it has. */
  public Map<String, Long> kinds() {
    Map<String, Long> kinds = new TreeMap<>();
    forgotten
        .groupBy("kind")
        .count()
        .toLocalIterator()
        .forEachRemaining(row -> kinds.put(row.getString(0), row.getLong(1)));
    return kinds;
  }

  /** Rows read tonight that stay. */
  public Dataset<Row> restOfFresh() {
    return restOf(unknown);
  }

  /** Rows of the facts that stay. */
  public Dataset<Row> restOf(Dataset<Row> facts) {
    return ForgetPass.without(facts, forgotten);
  }

  /** Rows of the facts that go. */
  Dataset<Row> goingOf(Dataset<Row> facts) {
    return ForgetPass.semi(facts, forgotten);
  }

  /** By what the facts that go are known again. */
  public Dataset<Row> digests() {
    // A session whose every record is of before the day may go on after it.
    return ForgetPass.digestsOf(forgotten.where("NOT (kind = 'SPAN' AND by_day)"));
  }

  /**
   * Rows of facts for what is left of sessions, saying how much went before.
   *
   * @param commit number of the commit that forgets it
   */
  public Dataset<Row> pasts(long commit) {
    return JudgeFacts.pasts(forgotten, commit);
  }

  /**
   * Inputs of sessions that ended before the day: of such a session nothing is left.
   *
   * @param facts all, those that go included
   */
  public List<InputName> inputsOfEndedSessions(Dataset<Row> facts) {
    Dataset<Row> ended =
        forgotten.where("kind = 'SPAN' AND by_day").selectExpr("key AS of_session");
    return facts
        .where("kind = 'SPAN'")
        .join(ended, functions.expr("session_id = of_session"), "left_semi")
        .select("origin.source", "origin.input")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> new InputName(row.getString(0), row.getString(1)))
        .toList();
  }

  /** Frees what the pass held. */
  @Override
  public void close() {
    sessions.unpersist();
  }
}
