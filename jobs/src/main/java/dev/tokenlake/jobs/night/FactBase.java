package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.ingest.FactFiles;
import dev.tokenlake.jobs.ledger.InputRecord;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.ledger.LedgerFile;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.store.StoredFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The facts and the ledger that says where they come from: both change in one commit. */
final class FactBase {
  private final FactStore store;

  /**
   * @param store the fact table, made on its first commit
   */
  FactBase(FactStore store) {
    this.store = store;
  }

  /** The latest version; absent before the first night. */
  Optional<FactVersion> latest() {
    return store.latest();
  }

  /** The ledger of a version. */
  static Ledger ledger(Optional<FactVersion> version) {
    return version.map(found -> LedgerFile.read(found.paths(Part.LEDGER))).orElse(Ledger.EMPTY);
  }

  /**
   * Commits a night.
   *
   * @param written folder of Parquet files of facts; absent when nothing was read
   * @param records of the ledger that change
   * @param scratch folder on the lake's disk
   * @return number of the new version
   */
  long commit(Optional<Place> written, List<InputRecord> records, Place scratch) {
    List<StoredFile> added = new ArrayList<>();
    written.ifPresent(folder -> added.addAll(placeAll(folder)));
    if (store.latest().isEmpty()) {
      store.create(FactFiles.tableSchema().json());
    }
    long night = store.latest().orElseThrow().number() + 1;
    added.add(placeLedger(records, night, scratch));
    return store.commit(added, List.of());
  }

  /** Commits other facts in place of those of the latest version, and its ledger in one file. */
  long replace(FactVersion latest, Place written, Ledger ledger, Place scratch) {
    List<StoredFile> added = new ArrayList<>(placeAll(written));
    added.add(placeLedger(List.copyOf(ledger.records().values()), latest.number() + 1, scratch));
    List<StoredFile> removed = new ArrayList<>(latest.files());
    removed.removeAll(added);
    return store.commit(added, removed);
  }

  /** Commits the files of an earlier version in place of those of the latest. */
  long restore(FactVersion latest, FactVersion earlier) {
    List<StoredFile> added = new ArrayList<>(earlier.files());
    added.removeAll(latest.files());
    List<StoredFile> removed = new ArrayList<>(latest.files());
    removed.removeAll(earlier.files());
    return store.commit(added, removed);
  }

  /**
   * A version by its number.
   *
   * @throws IllegalArgumentException when there is none of this number any more
   */
  FactVersion at(long number) {
    return store.at(number);
  }

  /** Removes data files that none of these versions has. */
  void collect(Collection<FactVersion> kept) {
    store.collect(kept);
  }

  private StoredFile placeLedger(List<InputRecord> records, long night, Place scratch) {
    Place file = scratch.resolve("ledger.parquet");
    LedgerFile.write(file, night, records);
    return store.place(Part.LEDGER, file);
  }

  private List<StoredFile> placeAll(Place folder) {
    return folder.children().stream()
        .filter(file -> file.name().endsWith(".parquet"))
        .filter(file -> !file.name().startsWith("."))
        .map(file -> store.place(Part.FACTS, file))
        .toList();
  }
}
