package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.ingest.FactFiles;
import dev.tokenlake.jobs.lake.DamagedLakeException;
import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.lake.LakeLock;
import dev.tokenlake.jobs.lake.Scratch;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.StoredFacts;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.store.StoredFile;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Makes an earlier generation, facts and ledger included, the latest again. */
public final class Restoration {
  private final LakeLayout lake;

  public Restoration(LakeLayout lake) {
    this.lake = lake;
  }

  /**
   * Restores a generation as a new one, so that nothing between is lost.
   *
   * @return number of the new generation
   * @throws NoSuchGenerationException when there is no such generation any more
   * @throws DamagedLakeException when a file of it or of its facts is not as it was written
   * @throws UntidyLakeException when it is published and something failed after that
   * @throws dev.tokenlake.jobs.lake.LakeHeldException when another run writes to the lake
   */
  public long to(long number) {
    LakeFormat.checkWritable(lake);
    try (LakeLock lock = LakeLock.take(lake);
        Scratch scratch = claim()) {
      Generations generations = new Generations(lake, lock);
      Generation old =
          generations.all().stream()
              .filter(generation -> generation.number() == number)
              .findFirst()
              .orElseThrow(() -> none(number, lock));
      GenerationManifest manifest =
          GenerationManifest.of(old).orElseThrow(() -> none(number, lock));
      FactBase base = new FactBase(new FactStore(lake.facts(), lock::check));
      FactVersion latest = base.latest().orElseThrow(() -> gone(number));
      FactVersion earlier = facts(base, latest, manifest);
      refuseDamaged(old, earlier);
      base.forsakeLostCommits();
      base.requireWritable();
      Generation fresh = generations.begin();
      for (Place part : old.root().children()) {
        if (!part.name().equals(GenerationManifest.NAME)) {
          part.cloneTo(fresh.root().resolve(part.name()));
        }
      }
      // A run that dies behind this leaves the facts restored; the next night makes their tables.
      long version = restore(base, latest, earlier, scratch);
      manifest.as(fresh.number(), version).write(fresh);
      publish(base, generations, fresh);
      return fresh.number();
    }
  }

  private static void publish(FactBase base, Generations generations, Generation fresh) {
    try {
      generations.publish(fresh);
    } catch (UncheckedIOException e) {
      throw generations.isCurrent(fresh) ? new UntidyLakeException(e) : e;
    }
    Keeping.tidy(base, generations);
  }

  private Scratch claim() {
    LakeFormat.claim(lake);
    return Scratch.open(lake, "local");
  }

  /** Version that the tables are of. */
  private long restore(FactBase base, FactVersion latest, FactVersion earlier, Scratch scratch) {
    if (latest.files().equals(earlier.files())) {
      return latest.number();
    }
    Optional<Place> pasts = pasts(base, latest, earlier, scratch);
    long restored = base.restore(latest, earlier, pasts, scratch.work());
    // To the tables of the earlier version the pasts are news, which the next night sees to.
    return pasts.isPresent() ? earlier.number() : restored;
  }

  /**
   * What days that were forgotten since left of sessions: the facts of these days stay forgotten,
   * so that nothing would count them again. Absent when there is none.
   */
  private Optional<Place> pasts(
      FactBase base, FactVersion latest, FactVersion earlier, Scratch scratch) {
    List<StoredFile> since = but(earlier, latest);
    if (FactBase.book(Optional.of(latest)).before().isEmpty() || since.isEmpty()) {
      return Optional.empty();
    }
    try (LazySpark spark = new LazySpark("local[*]", scratch.spark(), lake.root().settings())) {
      StoredFacts facts =
          new StoredFacts(spark.session(), since, base.ledgerOf(Optional.of(latest)));
      Dataset<Row> rows = facts.pastsBut(facts.of(but(latest, earlier))).coalesce(1);
      Place folder = scratch.work().resolve("pasts");
      FactFiles.write(rows, folder);
      return FactFiles.read(spark.session(), List.of(folder)).isEmpty()
          ? Optional.empty()
          : Optional.of(folder);
    }
  }

  /** Files of facts of one version that another does not have. */
  private static List<StoredFile> but(FactVersion other, FactVersion version) {
    List<StoredFile> files = new ArrayList<>(version.files(Part.FACTS));
    files.removeAll(other.files(Part.FACTS));
    return files;
  }

  private static FactVersion facts(FactBase base, FactVersion latest, GenerationManifest manifest) {
    if (!FactBase.book(Optional.of(latest)).isClean(manifest.factsVersion())) {
      throw new NoSuchGenerationException(
          "Generation %d may hold what was forgotten since".formatted(manifest.generation()));
    }
    return base.of(manifest)
        .filter(version -> version.files().stream().allMatch(file -> file.path().isFile()))
        .orElseThrow(() -> gone(manifest.generation()));
  }

  private static NoSuchGenerationException gone(long number) {
    return new NoSuchGenerationException("The facts of generation %d are gone".formatted(number));
  }

  private static void refuseDamaged(Generation generation, FactVersion facts) {
    List<Finding> findings = new ArrayList<>();
    StoredFileCheck check = new StoredFileCheck(findings);
    check.check(generation);
    check.check(facts);
    if (!findings.isEmpty()) {
      Finding first = findings.get(0);
      throw new DamagedLakeException(
          "Generation %d is not restored: %s %s"
              .formatted(generation.number(), first.place(), first.problem()));
    }
  }

  private static NoSuchGenerationException none(long number, LakeLock lock) {
    return new NoSuchGenerationException(
        "No generation %d in %s; see history".formatted(number, lock.root()));
  }
}
