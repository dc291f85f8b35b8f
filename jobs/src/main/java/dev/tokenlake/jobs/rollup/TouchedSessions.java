package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.spark.RecordCodec;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds the sessions that new facts can change. A fact has copies in other sessions when one was
 * resumed or branched into another, and counts in one of them; a new copy can move it from there to
 * another. So touched are the sessions of all copies of what is new, and no others: whose any other
 * fact is its copies decide, and they are what they were.
 */
final class TouchedSessions {
  private static final String[] NAME = {"kind", "key"};

  /** Column: whether a copy of the fact is new. */
  private static final String NEW = "is_new";

  private final Dataset<Row> facts;
  private final Function<Collection<String>, Dataset<Row>> ofSessions;

  /**
   * @param facts every row of the facts, those too that do not count any more
   * @param ofSessions those of them that are of some sessions
   */
  TouchedSessions(Dataset<Row> facts, Function<Collection<String>, Dataset<Row>> ofSessions) {
    this.facts = MergeCopies.ofKindsWithCopies(facts);
    this.ofSessions = ofSessions;
  }

  /**
   * The sessions that may differ from what they were.
   *
   * @param fresh new rows of facts; among the rows of all
   * @param changed inputs whose facts count otherwise than before
   */
  Touched find(Dataset<Row> fresh, Collection<InputName> changed) {
    Dataset<Row> rows = MergeCopies.ofKindsWithCopies(fresh).select("kind", "key", "session_id");
    Dataset<Row> news =
        (changed.isEmpty()
                ? rows
                : rows.unionByName(ofInputs(facts, changed).select("kind", "key", "session_id")))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Set<String> sessions = new TreeSet<>();
      news.select("session_id")
          .distinct()
          .collectAsList()
          .forEach(row -> sessions.add(row.getString(0)));
      return sessions.isEmpty() ? Touched.NONE : withCopies(sessions, news);
    } finally {
      news.unpersist();
    }
  }

  /**
   * These sessions and all others that have copies.
   *
   * @param sessions of new facts
   * @param news the new facts
   */
  private Touched withCopies(Set<String> sessions, Dataset<Row> news) {
    List<Row> sharing = sharing(sessions, news);
    boolean more = false;
    for (Row row : sharing) {
      more |= row.getBoolean(1) && sessions.add(row.getString(0));
    }
    Set<String> beside = new TreeSet<>();
    // Of sessions that came in by a copy of what is new, the other facts have copies as well.
    (more ? sharing(sessions, news) : sharing).forEach(row -> beside.add(row.getString(0)));
    beside.removeAll(sessions);
    return new Touched(sessions, beside);
  }

  /** Sessions that share a fact with some, those included; and whether one that is new. */
  private List<Row> sharing(Set<String> sessions, Dataset<Row> news) {
    Dataset<Row> keys =
        MergeCopies.ofKindsWithCopies(ofSessions.apply(sessions))
            .select("kind", "key")
            .withColumn(NEW, functions.lit(false))
            .unionByName(news.select("kind", "key").withColumn(NEW, functions.lit(true)))
            .groupBy("kind", "key")
            .agg(functions.max(NEW).as(NEW));
    return facts
        .select("kind", "key", "session_id")
        .join(functions.broadcast(keys), NAME)
        .groupBy("session_id")
        .agg(functions.max(NEW))
        .collectAsList();
  }

  /** Those of the inputs; so many can have changed that no filter may name them all. */
  private static Dataset<Row> ofInputs(Dataset<Row> facts, Collection<InputName> inputs) {
    Dataset<Row> names =
        RecordCodec.rows(facts.sparkSession(), InputName.class, List.copyOf(inputs))
            .toDF("changed_source", "changed_input");
    return facts.join(
        functions.broadcast(names),
        functions.expr("origin.source = changed_source AND origin.input = changed_input"),
        "left_semi");
  }
}
