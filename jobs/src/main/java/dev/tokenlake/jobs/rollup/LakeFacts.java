package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.ingest.FactFiles;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The facts of a lake, and the ledger that says which of them count. */
public final class LakeFacts {
  private final SparkSession spark;
  private final List<Place> files;
  private final Ledger ledger;

  /**
   * @param files of facts
   */
  public LakeFacts(SparkSession spark, List<Place> files, Ledger ledger) {
    this.spark = spark;
    this.files = List.copyOf(files);
    this.ledger = ledger;
  }

  /** The rows that count. */
  public Dataset<Row> live() {
    return LiveFacts.of(spark, all(), ledger);
  }

  /** The rows that count of some sessions, and all copies of them in others. */
  Dataset<Row> copiesIn(Touched touched) {
    Dataset<Row> rows = ofSessions(touched.read());
    if (touched.beside().isEmpty()) {
      return rows;
    }
    Dataset<Row> keys = allOfSessions(touched.sessions()).select("kind", "key");
    return rows.join(functions.broadcast(keys), new String[] {"kind", "key"}, "left_semi");
  }

  /** The rows that count of what has no session: files, inputs, refused lines. */
  Dataset<Row> withoutSession() {
    return ofSessions(Set.of(""));
  }

  /** Sessions whose rows in the tables may differ from those of an earlier night. */
  Touched touchedSince(Earlier earlier) {
    return new TouchedSessions(all(), this::allOfSessions)
        .find(FactFiles.read(spark, earlier.fresh()), earlier.changed());
  }

  private Dataset<Row> ofSessions(Collection<String> sessions) {
    return LiveFacts.of(spark, allOfSessions(sessions), ledger);
  }

  private Dataset<Row> all() {
    return FactFiles.read(spark, files);
  }

  private Dataset<Row> allOfSessions(Collection<String> sessions) {
    return FactFiles.read(spark, files, sessions);
  }
}
