package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.ingest.FactFiles;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.InputRecord;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.ForgetPass;
import dev.tokenlake.jobs.rollup.ForgetPass.Forgone;
import dev.tokenlake.jobs.rollup.LiveFacts;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.store.StoredFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

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
    List<Place> storedFiles = before.map(version -> version.paths(Part.FACTS)).orElse(List.of());
    Dataset<Row> raw = FactFiles.read(session, storedFiles);
    Dataset<Row> stored = LiveFacts.of(session, raw, ledger);
    Dataset<Row> fresh = FactFiles.read(session, written.stream().toList());
    List<StoredFile> knownFiles =
        before.map(version -> version.files(Part.FORGOTTEN)).orElse(List.of());
    boolean lifted = config.forgetting().lifted();
    Dataset<Row> known = ForgetPass.digests(session, lifted ? List.of() : pathsOf(knownFiles));
    Forgone found =
        new ForgetPass(session, config, work).find(book, stored, fresh, known, !book.settled());
    Map<String, Long> kinds = kinds(found.forgotten());
    List<StoredFile> added = new ArrayList<>();
    List<StoredFile> removed = new ArrayList<>(lifted ? knownFiles : List.of());
    long dropped = 0;
    if (written.isPresent()) {
      Place kept = write(found.rest(found.unknown()), "facts-kept");
      dropped = fresh.count() - count(kept);
      added.addAll(placed(dropped == 0 ? written.get() : kept));
    }
    List<StoredFile> touched =
        kinds.isEmpty() && !lifted ? List.of() : touched(raw, found, lifted, ledger);
    if (!touched.isEmpty()) {
      Dataset<Row> left =
          found.rest(LiveFacts.of(session, FactFiles.read(session, pathsOf(touched)), ledger));
      added.addAll(
          placed(write(lifted ? left.where("kind <> 'PAST'") : left, "facts-left", touched)));
      removed.addAll(touched);
    }
    if (!kinds.isEmpty()) {
      added.addAll(placed(write(found.pasts(base.next()), "pasts")));
      added.addAll(base.placeAll(Part.FORGOTTEN, digests(found)));
    }
    List<InputRecord> changed = withoutMarks(records, ledger, raw.unionByName(fresh), found);
    found.close();
    ForgetBook settled =
        found.book().settledAs(touched.isEmpty() ? book.rewrittenAt() : base.next());
    if (!settled.equals(remembered)) {
      before.ifPresent(version -> removed.addAll(version.files(Part.RULES)));
      added.add(base.placeRules(settled, work));
    }
    added.add(base.placeLedger(changed, work));
    List<StoredFile> same = removed.stream().filter(added::contains).toList();
    added.removeAll(same);
    removed.removeAll(same);
    base.change(added, removed);
    return new Forgotten(kinds, dropped, touched.size());
  }

  /** Stored files with rows that go: forgotten ones, and those that do not count any more. */
  private List<StoredFile> touched(Dataset<Row> raw, Forgone found, boolean lifted, Ledger ledger) {
    List<StoredFile> all = before.map(version -> version.files(Part.FACTS)).orElse(List.of());
    if (all.isEmpty()) {
      return List.of();
    }
    Dataset<Row> named = raw.withColumn("file_name", functions.input_file_name());
    Dataset<Row> keys = found.forgotten().selectExpr("kind AS of_kind", "key AS of_key");
    Set<String> names =
        names(named.join(keys, functions.expr("kind = of_kind AND key = of_key"), "left_semi"));
    if (lifted) {
      names.addAll(names(named.where("kind = 'PAST'")));
    }
    if (!book.settled() && !ledger.withOldFacts().isEmpty()) {
      names.addAll(names(LiveFacts.dead(spark.session(), named, ledger)));
    }
    return all.stream().filter(file -> names.contains(file.path().name())).toList();
  }

  private static Set<String> names(Dataset<Row> named) {
    Set<String> names = new HashSet<>();
    named
        .select("file_name")
        .distinct()
        .toLocalIterator()
        .forEachRemaining(
            row -> names.add(row.getString(0).substring(row.getString(0).lastIndexOf('/') + 1)));
    return names;
  }

  /** A log whose session left nothing is read whole when it grows, to know where it began. */
  private static List<InputRecord> withoutMarks(
      List<InputRecord> records, Ledger ledger, Dataset<Row> facts, Forgone found) {
    Dataset<Row> ended =
        found.forgotten().where("kind = 'SPAN' AND by_day").selectExpr("key AS of_key");
    Map<InputName, InputRecord> changed = new TreeMap<>();
    records.forEach(record -> changed.put(record.name(), record));
    facts
        .where("kind = 'SPAN'")
        .join(ended, functions.expr("key = of_key"), "left_semi")
        .select("origin.source", "origin.input")
        .distinct()
        .toLocalIterator()
        .forEachRemaining(
            row ->
                ledger
                    .of(new InputName(row.getString(0), row.getString(1)))
                    .map(InputRecord::withoutMark)
                    .ifPresent(record -> changed.put(record.name(), record)));
    return List.copyOf(changed.values());
  }

  private static Map<String, Long> kinds(Dataset<Row> forgotten) {
    Map<String, Long> kinds = new TreeMap<>();
    forgotten
        .groupBy("kind")
        .count()
        .toLocalIterator()
        .forEachRemaining(row -> kinds.put(row.getString(0), row.getLong(1)));
    return kinds;
  }

  private Place digests(Forgone found) {
    Place folder = work.resolve("digests");
    ForgetPass.digests(found.forgotten()).coalesce(1).write().parquet(folder.location());
    return folder;
  }

  private Place write(Dataset<Row> rows, String name) {
    return write(rows, name, List.of());
  }

  /** In as few files as the bytes of those it replaces ask for. */
  private Place write(Dataset<Row> rows, String name, List<StoredFile> replaced) {
    Place folder = work.resolve(name);
    long bytes = replaced.stream().mapToLong(StoredFile::bytes).sum();
    FactFiles.write(
        name.equals("facts-kept")
            ? rows
            : rows.coalesce((int) Math.max(1, bytes / Compaction.BYTES_PER_FILE)),
        folder);
    return folder;
  }

  /** Files of facts of a folder; none when it has no row. */
  private List<StoredFile> placed(Place folder) {
    return count(folder) == 0 ? List.of() : base.placeAll(Part.FACTS, folder);
  }

  private long count(Place folder) {
    return FactFiles.read(spark.session(), List.of(folder)).count();
  }

  private static List<Place> pathsOf(List<StoredFile> files) {
    return files.stream().map(StoredFile::path).toList();
  }

  /**
   * What a night forgot.
   *
   * @param facts by kind, each once however many copies it had
   * @param rowsNotTaken rows of facts that were read and not kept
   * @param filesRewritten files of facts that were there and were written anew
   */
  record Forgotten(Map<String, Long> facts, long rowsNotTaken, int filesRewritten) {
    static final Forgotten NOTHING = new Forgotten(Map.of(), 0, 0);

    Forgotten {
      facts = Map.copyOf(facts);
    }
  }
}
