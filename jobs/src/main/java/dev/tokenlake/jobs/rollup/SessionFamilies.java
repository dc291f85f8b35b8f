package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.ledger.InputName;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Finds the sessions that new facts can change. A fact has copies in other sessions when one was
 * resumed or branched into another; a new copy can move it from one session to the other. So the
 * sessions whose facts share a key, over however many steps, are one family and go together.
 */
final class SessionFamilies {
  private final Dataset<Row> facts;
  private final Function<Collection<String>, Dataset<Row>> ofSessions;

  /**
   * @param facts every row of the facts, those too that do not count any more
   * @param ofSessions those of them that are of some sessions
   */
  SessionFamilies(Dataset<Row> facts, Function<Collection<String>, Dataset<Row>> ofSessions) {
    this.facts = MergeCopies.ofKindsWithCopies(facts);
    this.ofSessions = ofSessions;
  }

  /**
   * Sessions of new facts, sessions of facts that count otherwise than before, and their families.
   *
   * @param fresh new rows of facts; among the rows of all
   * @param changed inputs whose facts count otherwise
   */
  Set<String> touchedBy(Dataset<Row> fresh, Collection<InputName> changed) {
    Set<String> found = new TreeSet<>(sessions(MergeCopies.ofKindsWithCopies(fresh)));
    if (!changed.isEmpty()) {
      found.addAll(sessions(facts.where(isOfOneOf(changed))));
    }
    Set<String> added = found;
    while (!added.isEmpty()) {
      Set<String> sharing = sessions(sharingAKeyWith(added));
      sharing.removeAll(found);
      found.addAll(sharing);
      added = sharing;
    }
    return found;
  }

  /** Rows with a key that some row of these sessions has. */
  private Dataset<Row> sharingAKeyWith(Set<String> sessions) {
    Dataset<Row> keys =
        MergeCopies.ofKindsWithCopies(ofSessions.apply(sessions)).select("kind", "key").distinct();
    return facts
        .select("kind", "key", "session_id")
        .join(functions.broadcast(keys), new String[] {"kind", "key"}, "left_semi");
  }

  private static Set<String> sessions(Dataset<Row> rows) {
    return new TreeSet<>(
        rows.select("session_id").distinct().as(Encoders.STRING()).collectAsList());
  }

  private static Column isOfOneOf(Collection<InputName> inputs) {
    return inputs.stream()
        .map(
            input ->
                functions
                    .col("origin.source")
                    .equalTo(input.source())
                    .and(functions.col("origin.input").equalTo(input.input())))
        .reduce(Column::or)
        .orElseThrow();
  }
}
