package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.forget.ForgetFile;
import dev.tokenlake.jobs.ingest.FactFiles;
import dev.tokenlake.jobs.lake.DamagedLakeException;
import dev.tokenlake.jobs.lake.GenerationManifest;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts and the ledger that says where they come from: both change in one commit. */
final class FactBase {
  private final FactStore store;

  /** Ledgers that are known, by the number of their version: no version ever changes. */
  private final Map<Long, Ledger> ledgers = new HashMap<>();

  /**
   * @param store the fact table, made on its first commit
   */
  FactBase(FactStore store) {
    this.store = store;
  }

  /**
   * Checks that this program may add to the facts.
   *
   * @throws dev.tokenlake.jobs.lake.UnsupportedLakeException when it may not
   */
  void requireWritable() {
    store.requireWritable();
  }

  /** The latest version; absent before the first night. */
  Optional<FactVersion> latest() {
    return store.latest();
  }

  /** The ledger of a version; empty without one. */
  static Ledger ledger(Optional<FactVersion> version) {
    return version.map(found -> LedgerFile.read(found.paths(Part.LEDGER))).orElse(Ledger.EMPTY);
  }

  /** The ledger of a version, read once, and not at all when it was committed here. */
  Ledger ledgerOf(Optional<FactVersion> version) {
    return version
        .map(found -> ledgers.computeIfAbsent(found.number(), n -> ledger(Optional.of(found))))
        .orElse(Ledger.EMPTY);
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
    added.add(placeLedger(records, scratch));
    Ledger after = ledgerOf(latest()).with(records);
    long version = change(added, List.of());
    ledgers.put(version, after);
    return version;
  }

  /**
   * Commits files that were placed and takes others out, in one step.
   *
   * @return number of the new version
   */
  long change(List<StoredFile> added, List<StoredFile> removed) {
    create();
    return store.commit(added, removed);
  }

  private void create() {
    if (store.latest().isEmpty()) {
      store.create(FactFiles.tableSchema().json());
    }
  }

  /** Number that the next commit has. */
  long next() {
    // A table is made by a commit of its own.
    return store.latest().map(version -> version.number() + 1).orElse(1L);
  }

  /**
   * Commits other facts in place of those of the latest version, and its ledger in one file.
   *
   * @param digests of what was forgotten, anew; absent when their files stay
   */
  long replace(
      FactVersion latest, Place written, Optional<Place> digests, Ledger ledger, Place scratch) {
    List<StoredFile> added = new ArrayList<>(placeAll(written));
    added.add(placeLedger(List.copyOf(ledger.records().values()), scratch));
    List<StoredFile> removed = new ArrayList<>(latest.files(Part.FACTS));
    removed.addAll(latest.files(Part.LEDGER));
    digests.ifPresent(
        folder -> {
          added.addAll(placeAll(Part.FORGOTTEN, folder));
          removed.addAll(latest.files(Part.FORGOTTEN));
        });
    return store.commit(added, removed);
  }

  /**
   * Commits the files of an earlier version in place of those of the latest. What is forgotten
   * stays so: its digests, and the rules, which are to be gone by again.
   *
   * @param pasts rows of facts of what was forgotten of sessions since; absent for none
   */
  long restore(FactVersion latest, FactVersion earlier, Optional<Place> pasts, Place scratch) {
    List<StoredFile> wanted = new ArrayList<>(earlier.files(Part.FACTS));
    pasts.ifPresent(folder -> wanted.addAll(placeAll(folder)));
    wanted.addAll(earlier.files(Part.LEDGER));
    wanted.addAll(latest.files(Part.FORGOTTEN));
    ForgetBook book = book(Optional.of(latest));
    if (book.isEmpty()) {
      wanted.addAll(latest.files(Part.RULES));
    } else {
      wanted.add(placeRules(book.unsettled(), scratch));
    }
    List<StoredFile> removed = new ArrayList<>(latest.files());
    removed.removeAll(wanted);
    wanted.removeAll(latest.files());
    return store.commit(wanted, removed);
  }

  /** The rules of what is forgotten, as a version has them. */
  static ForgetBook book(Optional<FactVersion> version) {
    return version.map(found -> ForgetFile.read(found.paths(Part.RULES))).orElse(ForgetBook.EMPTY);
  }

  /**
   * A version by its number; absent when the log does not know it any more.
   *
   * @throws DamagedLakeException when it does, but cannot be read
   */
  Optional<FactVersion> find(long number) {
    try {
      return Optional.of(store.at(number));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The facts that a generation was made from; absent when they are not known any more.
   *
   * @throws DamagedLakeException when they are, but cannot be read
   */
  Optional<FactVersion> of(GenerationManifest manifest) {
    return find(manifest.factsVersion()).filter(found -> Manifests.madeFrom(manifest, found));
  }

  /** The same; absent as well when they cannot be read. */
  Optional<FactVersion> readable(GenerationManifest manifest) {
    return readable(manifest.factsVersion()).filter(found -> Manifests.madeFrom(manifest, found));
  }

  /**
   * A version by its number; absent as well when it cannot be read, for the log's check to tell.
   */
  Optional<FactVersion> readable(long number) {
    try {
      return find(number);
    } catch (DamagedLakeException e) {
      return Optional.empty();
    }
  }

  /** What is left of versions whose commits, the latest of all, are lost. */
  List<Place> ofLostCommits() {
    return store.ofLostCommits();
  }

  /** Goes on from the latest version that has a commit. */
  void forsakeLostCommits() {
    store.forsakeLostCommits();
  }

  /** Data files that none of these versions has, and commits that were never finished. */
  List<Place> strays(Collection<FactVersion> kept) {
    return store.strays(kept);
  }

  /** What lies among the facts and is none. */
  List<Place> unknown() {
    return store.unknown();
  }

  /** Removes data files that none of these versions has, and what dead runs left. */
  void collect(Collection<FactVersion> kept) {
    store.collect(kept);
  }

  /** Places records that the next commit changes. */
  StoredFile placeLedger(List<InputRecord> records, Place scratch) {
    Place file = scratch.resolve("ledger.parquet");
    LedgerFile.write(file, next(), records);
    return store.place(Part.LEDGER, file);
  }

  /** Places the rules that the next commit brings. */
  StoredFile placeRules(ForgetBook book, Place scratch) {
    Place file = scratch.resolve("rules.parquet");
    ForgetFile.write(file, book);
    return store.place(Part.RULES, file);
  }

  private List<StoredFile> placeAll(Place folder) {
    return placeAll(Part.FACTS, folder);
  }

  /** Places the Parquet files of a folder. */
  List<StoredFile> placeAll(Part part, Place folder) {
    return folder.parquetFiles().stream().map(file -> store.place(part, file)).toList();
  }
}
