package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.ingest.FactFiles;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.ForgetPass;
import dev.tokenlake.jobs.rollup.LiveFacts;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Writes the facts anew in few files, without those that no longer count. What it leaves gives the
 * same tables as what it found.
 */
final class Compaction {
  /** A night leaves a few files; a month of them is still read without notice. */
  private static final int MOST_FILES = 100;

  static final long BYTES_PER_FILE = 128L << 20;

  private final FactBase base;
  private final LazySpark spark;
  private final Place scratch;

  /**
   * @param scratch folder on its way into the lake
   */
  Compaction(FactBase base, LazySpark spark, Place scratch) {
    this.base = base;
    this.spark = spark;
    this.scratch = scratch;
  }

  /** Whether there are so many files that every night pays for them. */
  static boolean isDue(FactVersion version) {
    return version.files().size() > MOST_FILES;
  }

  /** Replaces the facts of a version by the same in few files; returns the new version's number. */
  long run(FactVersion version) {
    Ledger ledger = base.ledgerOf(Optional.of(version));
    Dataset<Row> facts = FactFiles.read(spark.session(), version.paths(Part.FACTS));
    return replace(version, LiveFacts.latest(spark.session(), facts, ledger), ledger);
  }

  /** Replaces the facts of a version by other rows. */
  long replace(FactVersion version, Dataset<Row> facts, Ledger ledger) {
    long bytes = version.files().stream().mapToLong(file -> file.bytes()).sum();
    Place written = scratch.resolve("compacted");
    int files = (int) Math.max(1, bytes / BYTES_PER_FILE);
    FactFiles.write(facts.repartitionByRange(files, functions.col("session_id")), written);
    return base.replace(version, written, digests(version), ledger, scratch);
  }

  /** What was forgotten, in one file; absent when it is. */
  private Optional<Place> digests(FactVersion version) {
    if (version.files(Part.FORGOTTEN).size() < 2) {
      return Optional.empty();
    }
    Place folder = scratch.resolve("digests-compacted");
    ForgetPass.digests(spark.session(), version.paths(Part.FORGOTTEN))
        .distinct()
        .coalesce(1)
        .write()
        .parquet(folder.location());
    return Optional.of(folder);
  }
}
