package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.ingest.IngestFunnel;
import dev.tokenlake.jobs.ingest.IngestJob;
import dev.tokenlake.jobs.ingest.WrittenFacts;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.lake.LakeLock;
import dev.tokenlake.jobs.lake.NothingIngestedException;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.InputPlan;
import dev.tokenlake.jobs.ledger.InputPlanner;
import dev.tokenlake.jobs.ledger.InputRecord;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.Earlier;
import dev.tokenlake.jobs.rollup.LakeFacts;
import dev.tokenlake.jobs.rollup.Rollup;
import dev.tokenlake.jobs.rollup.RollupJob;
import dev.tokenlake.jobs.rollup.RollupState;
import dev.tokenlake.jobs.rollup.TableDigest;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.jobs.run.RunReport;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.store.StoredFile;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.Discovery;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.git.Commit;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of one run on a lake that it holds. */
final class Night {
  /** A night that reads less than one in so many bytes of the lake takes most tables over. */
  private static final int MUCH = 8;

  /** To look at what is kept of so many bytes of logs is worth reading one of them. */
  private static final int LOOKED_AT = 64;

  /**
   * Tables are taken over when no more bytes of facts came since: the driver holds the keys of all
   * these while it looks for what they can change.
   */
  private static final long MOST_FRESH_BYTES = 64L << 20;

  private final LakeLayout lake;
  private final LakeConfig config;
  private final Steps steps;
  private final Place work;
  private final LazySpark spark;
  private final Progress progress;
  private final RunReport report;
  private final FactBase base;
  private final Generations generations;

  /**
   * @param work folder on the lake's disk for what is on its way into it
   */
  Night(
      LakeLayout lake,
      LakeLock lock,
      LakeConfig config,
      Steps steps,
      Place work,
      LazySpark spark,
      Progress progress,
      RunReport report) {
    this.lake = lake;
    this.config = config;
    this.steps = steps;
    this.work = work;
    this.spark = spark;
    this.progress = progress;
    this.report = report;
    this.base = new FactBase(new FactStore(lake.facts(), lock::check));
    this.generations = new Generations(lake, lock);
  }

  /**
   * Runs the steps.
   *
   * @param archives where to look for logs
   */
  NightResult run(List<ArchiveRoot> archives) {
    repair();
    if (!steps.ingest() && base.latest().isEmpty()) {
      throw new NothingIngestedException(lake);
    }
    Optional<IngestFunnel> funnel =
        steps.ingest() ? Optional.of(ingest(archives)) : Optional.empty();
    Map<String, TableDigest> tables = steps.rollup() ? rollup() : Map.of();
    if (steps.rollup()) {
      Keeping.tidy(base, generations);
    }
    Ledger ledger = base.ledgerOf(base.latest());
    boolean quarantined =
        funnel.map(f -> f.anyQuarantined() || f.anyUnlisted()).orElse(false) || ledger.anyRefused();
    return new NightResult(funnel, quarantined && steps.ingest(), tables);
  }

  /** A rebuild goes on with what is left of a damaged lake, any other run leaves it alone. */
  private void repair() {
    LostFacts lost = new LostFacts(lake, base, generations);
    if (!steps.everything()) {
      lost.refuse();
      base.requireWritable();
      PointerRepair.run(generations, progress);
      return;
    }
    List<String> losses = new ArrayList<>();
    lost.forsake(config.forgetting().lifted()).ifPresent(losses::add);
    base.requireWritable();
    losses.addAll(new DamagedFacts(base, spark, work).leaveOut());
    PointerRepair.run(generations, progress);
    losses.forEach(progress::warn);
    report.put("losses", losses);
  }

  private IngestFunnel ingest(List<ArchiveRoot> archives) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Optional<FactVersion> before = base.latest();
    Ledger ledger = base.ledgerOf(before);
    Discovery found = new LogFinder().find(archives);
    Set<String> sources = archives.stream().map(ArchiveRoot::source).collect(Collectors.toSet());
    InputPlanner planner = new InputPlanner(ledger, now);
    InputPlan plan =
        steps.everything() ? planner.planAll(found, sources) : planner.plan(found, sources);
    Sayings.found(progress, found, plan);
    report.put("inputs", plan.news());
    report.stepDone("find");
    spark.expect(workBytes(ledger, plan.readings().stream().mapToLong(r -> r.bytes()).sum()));
    IngestFunnel funnel = IngestFunnel.none(found);
    Forgetting forgetting = new Forgetting(lake, config, base, work, spark);
    if (!plan.readings().isEmpty()) {
      Place written = work.resolve("facts");
      WrittenFacts facts = new IngestJob(spark.session(), progress).write(plan.readings(), written);
      List<InputRecord> records = ledger.after(plan, IngestJob.readings(facts), now);
      funnel = IngestFunnel.of(facts, plan.readings(), found);
      forget(forgetting, Optional.of(written), records);
    } else if (!plan.isEmpty() || before.isEmpty() || forgetting.isDue()) {
      forget(forgetting, Optional.empty(), plan.records());
    }
    // All was read again: what it had given before stands in the facts a second time.
    boolean doubled = steps.everything() && before.isPresent();
    base.latest()
        .filter(version -> doubled || Compaction.isDue(version))
        .ifPresent(version -> new Compaction(base, spark, work).run(version));
    report.put("ingest", funnel);
    report.put("lake", LakeTotals.of(base.ledgerOf(base.latest())));
    report.stepDone("ingest");
    return funnel;
  }

  private void forget(Forgetting forgetting, Optional<Place> written, List<InputRecord> records) {
    Forgotten forgotten = forgetting.commit(written, records);
    report.put("forgotten", forgotten);
    for (String said : forgotten.idle()) {
      progress.warn("no project that is known goes by --forget-project " + said);
    }
  }

  private Map<String, TableDigest> rollup() {
    FactVersion version = base.latest().orElseThrow();
    ForgetBook book = FactBase.book(Optional.of(version));
    List<Commit> commits = Basis.commits(config, book);
    String basis = Basis.of(config, commits);
    Optional<GenerationManifest> published = generations.current().flatMap(GenerationManifest::of);
    if (!steps.everything()
        && published.filter(p -> p.basis().equals(basis) && isOf(version, book, p)).isPresent()) {
      progress.say(
          "nothing new: the tables are those of generation " + published.get().generation());
      report.put(NightJob.PUBLISHED, published.get().generation());
      Map<String, TableDigest> digests = Manifests.digests(published.get());
      report.put("tables", digests);
      report.stepDone("rollup");
      return digests;
    }
    Ledger ledger = base.ledgerOf(Optional.of(version));
    Optional<Earlier> earlier =
        steps.everything()
            ? Optional.empty()
            : published
                .filter(p -> p.basis().equals(basis))
                .flatMap(p -> earlier(p, version, ledger));
    spark.expect(earlier.isPresent() ? workBytes(ledger, 0) : ledger.logBytes());
    Generation generation = generations.begin();
    LakeFacts facts = new LakeFacts(spark.session(), version.paths(Part.FACTS), ledger);
    Rollup rollup =
        new RollupJob(spark.session(), config, progress)
            .run(facts, earlier, commits, generation, work);
    report.put("tables", rollup.digests());
    report.put("files_taken_over", rollup.takenOver().size());
    report.stepDone("rollup");
    Manifests.of(generation, version, basis, rollup, earlier.flatMap(e -> published))
        .write(generation);
    try {
      generations.publish(generation);
    } catch (UncheckedIOException e) {
      // Readers may see it, though it is not sure that it outlives the machine's next moment.
      if (generations.isCurrent(generation)) {
        report.put(NightJob.PUBLISHED, generation.number());
      }
      throw e;
    }
    report.put(NightJob.PUBLISHED, generation.number());
    report.stepDone("publish");
    return rollup.digests();
  }

  /** The published tables, when all that came since are further facts. */
  private Optional<Earlier> earlier(
      GenerationManifest published, FactVersion version, Ledger ledger) {
    Generation generation = generations.current().orElseThrow();
    Optional<FactVersion> before = base.readable(published);
    List<StoredFile> fresh = new ArrayList<>(version.files(Part.FACTS));
    if (before.filter(b -> fresh.containsAll(b.files(Part.FACTS))).isEmpty()) {
      return Optional.empty();
    }
    fresh.removeAll(before.get().files(Part.FACTS));
    if (fresh.stream().mapToLong(StoredFile::bytes).sum() > MOST_FRESH_BYTES) {
      return Optional.empty();
    }
    List<Place> files = fresh.stream().map(StoredFile::path).toList();
    List<InputName> changed = ledger.countedOtherwiseThan(base.ledgerOf(before));
    return RollupState.of(generation).map(state -> new Earlier(generation, state, files, changed));
  }

  /**
   * Whether tables are those of a version: of one that differs in the ledger alone they are, unless
   * that says of some facts that they no longer count, but of one before other rules of what is
   * forgotten they are not kept.
   */
  private boolean isOf(FactVersion version, ForgetBook book, GenerationManifest published) {
    return published.facts().equals(Manifests.factsOf(version))
        && book.isClean(published.factsVersion())
        && (version.number() == published.factsVersion()
            || countsAlike(version, base.readable(published)));
  }

  private boolean countsAlike(FactVersion version, Optional<FactVersion> before) {
    return before.isPresent()
        && base.ledgerOf(Optional.of(version))
            .countedOtherwiseThan(base.ledgerOf(before))
            .isEmpty();
  }

  /** What there is to do, in bytes of logs: of the rest of the lake, only keys are looked at. */
  private static long workBytes(Ledger ledger, long toRead) {
    long lake = ledger.logBytes();
    return toRead + (toRead * MUCH > lake ? lake : lake / LOOKED_AT);
  }
}
