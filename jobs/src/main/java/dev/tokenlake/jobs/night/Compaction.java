package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.ingest.FactFiles;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.ForgetPass;
import dev.tokenlake.jobs.rollup.LiveFacts;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Writes the facts anew in few files, without those that no longer count, all as of a first read.
 * What it leaves gives the same tables as what it found.
 */
final class Compaction {
  /** A night leaves a few small files; a month of them is still read without notice. */
  private static final int MOST_SMALL_FILES = 100;

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

  /** Whether there are so many small files that every night pays for them. */
  static boolean isDue(FactVersion version) {
    return version.files().stream().filter(file -> file.bytes() < BYTES_PER_FILE / 2).count()
        > MOST_SMALL_FILES;
  }

  /** Replaces the facts of a version by the same in few files; returns the new version's number. */
  long run(FactVersion version) {
    Ledger ledger = base.ledgerOf(Optional.of(version));
    Dataset<Row> facts =
        LiveFacts.latest(
            spark.session(), FactFiles.read(spark.session(), version.paths(Part.FACTS)), ledger);
    Set<InputName> readTwice = LiveFacts.readTwice(spark.session(), facts, ledger);
    long bytes = version.files().stream().mapToLong(file -> file.bytes()).sum();
    Place written = scratch.resolve("compacted");
    int files = (int) Math.max(1, bytes / BYTES_PER_FILE);
    FactFiles.write(
        ofFirstReads(facts).repartitionByRange(files, functions.col("session_id")), written);
    return base.replace(
        version, written, digests(version), ledger.ofFirstReads(readTwice), scratch);
  }

  /** No fact has another of its input and an earlier read beside it any more. */
  private static Dataset<Row> ofFirstReads(Dataset<Row> facts) {
    return facts.withColumn(
        "origin",
        functions
            .col("origin")
            .withField("epoch", functions.least(functions.col("origin.epoch"), functions.lit(1))));
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
