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

  /** The rows of some sessions that count. */
  Dataset<Row> ofSessions(Collection<String> sessions) {
    return LiveFacts.of(spark, allOfSessions(sessions), ledger);
  }

  /** The rows that count of what has no session: files, inputs, refused lines. */
  Dataset<Row> withoutSession() {
    return ofSessions(Set.of(""));
  }

  /** Sessions whose rows in the tables may differ from those of an earlier night. */
  Set<String> touchedSince(Earlier earlier) {
    return new SessionFamilies(all(), this::allOfSessions)
        .touchedBy(FactFiles.read(spark, earlier.fresh()), earlier.changed());
  }

  private Dataset<Row> all() {
    return FactFiles.read(spark, files);
  }

  private Dataset<Row> allOfSessions(Collection<String> sessions) {
    return FactFiles.read(spark, files, sessions);
  }
}
