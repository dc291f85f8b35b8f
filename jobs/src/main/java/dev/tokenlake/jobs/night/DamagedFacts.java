package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.DamagedLakeException;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.InputRecord;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.ledger.LineCounts;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.LakeFacts;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.store.Sha256;
import dev.tokenlake.jobs.store.StoredFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves out files of facts whose bytes are not those that their names say, before a rebuild reads
 * the others. Every log that is there is then read again, by this run or by one after it.
 */
final class DamagedFacts {
  private final FactBase base;
  private final LazySpark spark;
  private final Place work;

  DamagedFacts(FactBase base, LazySpark spark, Place work) {
    this.base = base;
    this.spark = spark;
    this.work = work;
  }

  /**
   * Commits the latest facts without what is damaged.
   *
   * @return what that loses, in words
   * @throws DamagedLakeException when the ledger or what it is to forget is damaged
   */
  List<String> leaveOut() {
    Optional<FactVersion> latest = base.latest();
    List<StoredFile> damaged =
        latest.map(FactVersion::files).orElse(List.of()).stream()
            .filter(DamagedFacts::isDamaged)
            .toList();
    if (damaged.isEmpty()) {
      return List.of();
    }
    damaged.stream().filter(file -> file.part() != Part.FACTS).findFirst().ifPresent(this::refuse);
    List<Place> sound =
        latest.orElseThrow().files(Part.FACTS).stream()
            .filter(file -> !damaged.contains(file))
            .map(StoredFile::path)
            .toList();
    Ledger ledger = base.ledgerOf(latest);
    spark.expect(ledger.logBytes());
    Map<InputName, LineCounts> left =
        LedgerCheck.counted(new LakeFacts(spark.session(), sound, ledger).live());
    List<InputRecord> records =
        ledger.records().values().stream()
            .filter(record -> !record.isDead())
            .map(record -> record.toReadAgain(left.getOrDefault(record.name(), LineCounts.NONE)))
            .toList();
    base.change(List.of(base.placeLedger(records, work)), damaged);
    long gone = records.stream().filter(record -> record.deletedAt().isPresent()).count();
    return damaged.stream()
        .map(
            file ->
                "%s is damaged and left out, with what it had of up to %,d inputs that are gone"
                    .formatted(file.path(), gone))
        .toList();
  }

  private void refuse(StoredFile file) {
    throw new DamagedLakeException(
        ("%s is damaged, without which the facts say nothing. Bring it back from a backup, restore"
                + " an earlier generation, or move the folder of the facts away and rebuild")
            .formatted(file.path()));
  }

  private static boolean isDamaged(StoredFile file) {
    return !file.path().isFile() || !Sha256.of(file.path()).equals(file.sha256());
  }
}
