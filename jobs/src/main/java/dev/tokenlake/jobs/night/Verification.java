package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.lake.DamagedLakeException;
import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.lake.LakeLock;
import dev.tokenlake.jobs.lake.Scratch;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.BrokenIdentityException;
import dev.tokenlake.jobs.rollup.LakeFacts;
import dev.tokenlake.jobs.rollup.RollupJob;
import dev.tokenlake.jobs.rollup.TableDigest;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.LogCheck;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.parsing.git.Commit;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks everything a lake holds: each file against its checksum, the ledger against the facts, the
 * identities of the tables, and the tables against what the facts give when they are rolled up
 * anew.
 */
public final class Verification {
  private final LakeLayout lake;
  private final LakeConfig config;
  private final String master;
  private final Progress progress;
  private final List<Finding> findings = new ArrayList<>();
  private Optional<String> uncompared = Optional.empty();

  /**
   * What came out.
   *
   * @param findings what is wrong; empty for a sound lake
   * @param uncompared why the rows of sound tables were not compared with the facts; absent when
   *     they were, or when something is wrong before that
   */
  public record Result(List<Finding> findings, Optional<String> uncompared) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  public Verification(LakeLayout lake, LakeConfig config, String master, Progress progress) {
    this.lake = lake;
    this.config = config;
    this.master = master;
    this.progress = progress;
  }

  /**
   * Runs every check that can be run.
   *
   * @throws dev.tokenlake.jobs.lake.LakeHeldException when another run writes to the lake
   */
  public Result run() {
    try (LakeLock lock = LakeLock.take(lake)) {
      progress.say("lake " + lock.root());
      LakeFormat.check(lake);
      try (Scratch scratch = Scratch.open(lake, master);
          LazySpark spark = new LazySpark(master, scratch.spark(), lake.root().settings())) {
        FactBase base = new FactBase(new FactStore(lake.facts()));
        progress.say("checksums");
        Optional<FactVersion> latest = checkFiles(base, new Generations(lake));
        // What is damaged cannot be read, and is told already.
        if (latest.isPresent() && !isDamaged()) {
          recount(base, latest.get(), new Generations(lake), scratch.work(), spark);
        }
      }
    }
    return new Result(findings, findings.isEmpty() ? uncompared : Optional.empty());
  }

  /** Everything that can be checked file by file; returns the latest facts. */
  private Optional<FactVersion> checkFiles(FactBase base, Generations generations) {
    findings.addAll(LayoutCheck.of(lake));
    findings.addAll(LogCheck.of(lake.facts()));
    StoredFileCheck files = new StoredFileCheck(findings);
    generations.all().forEach(files::check);
    Optional<FactVersion> latest = latest(base);
    OriginCheck origin = new OriginCheck(base, latest);
    generations.all().forEach(generation -> origin.of(generation).ifPresent(findings::add));
    List<FactVersion> kept =
        latest.isPresent() ? Keeping.kept(base, generations, base::readable) : List.of();
    kept.forEach(files::check);
    findings.addAll(FactFolderCheck.of(base, kept, isDamaged()));
    return latest;
  }

  private boolean isDamaged() {
    return findings.stream().anyMatch(found -> !found.check().equals(Finding.ORPHAN));
  }

  /** The latest facts; absent, and a finding, when their log cannot be read. */
  private Optional<FactVersion> latest(FactBase base) {
    try {
      return base.latest();
    } catch (DamagedLakeException | UncheckedIOException e) {
      findings.add(new Finding(lake.facts().location(), "log", "cannot be read"));
      return Optional.empty();
    }
  }

  private void recount(
      FactBase base, FactVersion version, Generations generations, Place work, LazySpark spark) {
    progress.say("ledger against facts");
    Ledger ledger = base.ledgerOf(Optional.of(version));
    spark.expect(ledger.logBytes());
    LakeFacts facts = new LakeFacts(spark.session(), version.paths(Part.FACTS), ledger);
    findings.addAll(LedgerCheck.of(facts.live(), ledger));
    findings.addAll(ForgottenCheck.of(lake, version, facts.live()));
    Optional<GenerationManifest> published = generations.current().flatMap(GenerationManifest::of);
    if (published.isEmpty()) {
      uncompared = Optional.of("there are none; the next nightly or rollup makes them");
      return;
    }
    GenerationManifest manifest = published.get();
    if (!manifest.facts().equals(Manifests.factsOf(version))) {
      uncompared = Optional.of("the tables are older than the facts; the next night renews them");
      return;
    }
    List<Commit> commits = Basis.commits(config, FactBase.book(Optional.of(version)));
    Generation again = new Generation(manifest.generation(), work.resolve("tables-again"));
    try {
      Map<String, TableDigest> digests =
          new RollupJob(spark.session(), config, progress)
              .run(facts, Optional.empty(), commits, again, work)
              .digests();
      compare(manifest, digests, Basis.of(config, commits));
    } catch (BrokenIdentityException e) {
      findings.add(new Finding("tables", "identity", e.getMessage()));
    }
  }

  private void compare(GenerationManifest manifest, Map<String, TableDigest> again, String basis) {
    if (!manifest.basis().equals(basis)) {
      uncompared =
          Optional.of("the tables were made by another program or with other options than given");
      return;
    }
    Manifests.digests(manifest)
        .forEach(
            (table, digest) -> {
              if (!digest.equals(again.get(table))) {
                findings.add(
                    new Finding(table, "rows", "the facts give other rows than the table has"));
              }
            });
  }
}
