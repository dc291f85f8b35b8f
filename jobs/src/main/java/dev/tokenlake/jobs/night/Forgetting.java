package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.ingest.FactFiles;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.InputRecord;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.ForgetPass;
import dev.tokenlake.jobs.rollup.Forgone;
import dev.tokenlake.jobs.rollup.StoredFacts;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.store.StoredFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Commits a night of a lake that forgets: what was read but for what is forgotten, and the stored
 * facts without it, in one commit with the rules. Without rules it is the commit of any night.
 */
final class Forgetting {
  private final LakeLayout lake;
  private final LakeConfig config;
  private final FactBase base;
  private final Place work;
  private final LazySpark spark;
  private final Optional<FactVersion> before;
  private final ForgetBook remembered;
  private final ForgetBook book;

  Forgetting(LakeLayout lake, LakeConfig config, FactBase base, Place work, LazySpark spark) {
    this.lake = lake;
    this.config = config;
    this.base = base;
    this.work = work;
    this.spark = spark;
    this.before = base.latest();
    this.remembered = FactBase.book(before);
    this.book = remembered.with(config.forgetting(), config.calendar().zone());
  }

  /** Whether there are rules that the stored facts were not gone through by. */
  boolean isDue() {
    return !book.settled();
  }

  /**
   * Commits a night.
   *
   * @param written folder of what was read; absent when nothing was
   * @param records of the ledger that change
   * @return what was forgotten
   */
  Forgotten commit(Optional<Place> written, List<InputRecord> records) {
    if (book.isEmpty() && !lifts()) {
      base.commit(written, records, work);
      return Forgotten.NOTHING;
    }
    if (written.isEmpty() && book.settled()) {
      base.commit(written, records, work);
      return Forgotten.NOTHING;
    }
    LakeFormat.claimForgetting(lake);
    return pass(written, records);
  }

  private boolean lifts() {
    return config.forgetting().lifted() && !remembered.isEmpty();
  }

  private Forgotten pass(Optional<Place> written, List<InputRecord> records) {
    SparkSession session = spark.session();
    Ledger ledger = base.ledgerOf(before).with(records);
    StoredFacts stored = new StoredFacts(session, filesBefore(Part.FACTS), ledger);
    Dataset<Row> fresh = FactFiles.read(session, written.stream().toList());
    List<Place> knownFiles =
        lifts() ? List.of() : filesBefore(Part.FORGOTTEN).stream().map(StoredFile::path).toList();
    Dataset<Row> known = ForgetPass.digests(session, knownFiles);
    ForgetPass pass = new ForgetPass(session, config, work);
    try (Forgone found = pass.find(book, stored.live(), fresh, known, !book.settled())) {
      Dataset<Row> all = stored.all().unionByName(fresh);
      return commit(found, stored, fresh, written, withoutMarks(found, all, ledger, records));
    }
  }

  private Forgotten commit(
      Forgone found,
      StoredFacts stored,
      Dataset<Row> fresh,
      Optional<Place> written,
      List<InputRecord> records) {
    List<StoredFile> added = new ArrayList<>();
    List<StoredFile> removed = new ArrayList<>();
    long dropped = 0;
    if (written.isPresent()) {
      Written kept = write(found.restOfFresh(), "facts-kept");
      dropped = fresh.count() - kept.rows();
      added.addAll(dropped == 0 ? base.placeAll(Part.FACTS, written.get()) : placed(kept));
    }
    Map<String, Long> kinds = found.kinds();
    boolean otherRules = !found.book().hasRulesOf(remembered);
    List<StoredFile> rewritten = toRewrite(stored, found, kinds.isEmpty(), otherRules);
    if (!rewritten.isEmpty()) {
      added.addAll(placed(write(left(stored, found, rewritten, otherRules), "facts-left")));
      removed.addAll(rewritten);
    }
    if (!kinds.isEmpty()) {
      added.addAll(placed(write(found.pasts(base.next()).coalesce(1), "pasts")));
      added.addAll(base.placeAll(Part.FORGOTTEN, digests(found)));
    }
    if (lifts()) {
      removed.addAll(filesBefore(Part.FORGOTTEN));
    }
    boolean allClean =
        !otherRules && rewritten.isEmpty() && (kinds.isEmpty() || !keptHold(found, stored));
    ForgetBook settled = found.book().settledAs(allClean ? book.cleanSince() : base.next());
    if (!settled.equals(remembered)) {
      removed.addAll(filesBefore(Part.RULES));
      added.add(base.placeRules(settled, work));
    }
    added.add(base.placeLedger(records, work));
    base.change(added, removed);
    List<String> idle = new ArrayList<>(found.idle());
    remembered.projects().forEach(project -> idle.remove(project.said()));
    return new Forgotten(kinds, dropped, rewritten.size(), idle);
  }

  private List<StoredFile> filesBefore(Part part) {
    return before.map(version -> version.files(part)).orElse(List.of());
  }

  /**
   * Stored files with rows that go: forgotten ones and, when there are other rules than before,
   * those that no table shows any more, which nobody judged.
   */
  private List<StoredFile> toRewrite(
      StoredFacts stored, Forgone found, boolean nothingFound, boolean otherRules) {
    Set<StoredFile> files = new LinkedHashSet<>();
    if (!nothingFound) {
      files.addAll(stored.holding(found));
    }
    if (otherRules) {
      files.addAll(stored.holdingOld());
    }
    if (lifts()) {
      files.addAll(stored.holdingPasts());
    }
    return List.copyOf(files);
  }

  /** What is left of stored files, in as few as their bytes ask for. */
  private Dataset<Row> left(
      StoredFacts stored, Forgone found, List<StoredFile> files, boolean otherRules) {
    Dataset<Row> rows = found.restOf(otherRules ? stored.latest(files) : stored.live(files));
    long bytes = files.stream().mapToLong(StoredFile::bytes).sum();
    return (lifts() ? StoredFacts.withoutPasts(rows) : rows)
        .coalesce((int) Math.max(1, bytes / Compaction.BYTES_PER_FILE));
  }

  /** Whether what is forgotten is in files that only kept generations still have. */
  private boolean keptHold(Forgone found, StoredFacts stored) {
    Set<StoredFile> files = new LinkedHashSet<>();
    Keeping.kept(base, new Generations(lake), base::of).stream()
        .filter(version -> book.isClean(version.number()))
        .forEach(version -> files.addAll(version.files(Part.FACTS)));
    filesBefore(Part.FACTS).forEach(files::remove);
    files.removeIf(file -> !file.path().isFile());
    return !files.isEmpty() && !stored.of(files).holding(found).isEmpty();
  }

  /** A log whose session left nothing is read whole when it grows, to know where it began. */
  private static List<InputRecord> withoutMarks(
      Forgone found, Dataset<Row> facts, Ledger ledger, List<InputRecord> records) {
    Map<InputName, InputRecord> changed = new TreeMap<>();
    records.forEach(record -> changed.put(record.name(), record));
    for (InputName name : found.inputsOfEndedSessions(facts)) {
      ledger.of(name).map(InputRecord::withoutMark).ifPresent(record -> changed.put(name, record));
    }
    return List.copyOf(changed.values());
  }

  private Place digests(Forgone found) {
    Place folder = work.resolve("digests");
    found.digests().coalesce(1).write().parquet(folder.location());
    return folder;
  }

  private Written write(Dataset<Row> rows, String name) {
    Place folder = work.resolve(name);
    FactFiles.write(rows, folder);
    return new Written(folder, FactFiles.read(spark.session(), List.of(folder)).count());
  }

  private List<StoredFile> placed(Written written) {
    return written.rows() == 0 ? List.of() : base.placeAll(Part.FACTS, written.folder());
  }

  /** Rows of facts in a folder. */
  private record Written(Place folder, long rows) {}
}
