package dev.tokenlake.jobs.night;

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
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   * @throws IllegalArgumentException when there is no such generation any more
   * @throws DamagedLakeException when a file of it or of its facts is not as it was written
   * @throws dev.tokenlake.jobs.lake.LakeHeldException when another run writes to the lake
   */
  public long to(long number) {
    LakeFormat.check(lake);
    try (LakeLock lock = LakeLock.take(lake)) {
      LakeFormat.claim(lake);
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
      try (Scratch scratch = Scratch.open(lake, "local")) {
        Generation fresh = generations.begin();
        for (Place part : old.root().children()) {
          if (!part.name().equals(GenerationManifest.NAME)) {
            part.cloneTo(fresh.root().resolve(part.name()));
          }
        }
        // A run that dies behind this leaves the facts restored; the next night makes their tables.
        long version =
            latest.files().equals(earlier.files())
                ? latest.number()
                : base.restore(latest, earlier, scratch.work());
        manifest.as(fresh.number(), version).write(fresh);
        generations.publish(fresh);
        generations.collect();
        return fresh.number();
      }
    }
  }

  private static FactVersion facts(FactBase base, FactVersion latest, GenerationManifest manifest) {
    if (manifest.factsVersion() < FactBase.book(Optional.of(latest)).cleanSince()) {
      throw new IllegalArgumentException(
          "Generation %d may hold what was forgotten since".formatted(manifest.generation()));
    }
    return base.of(manifest)
        .filter(version -> version.files().stream().allMatch(file -> file.path().isFile()))
        .orElseThrow(() -> gone(manifest.generation()));
  }

  private static IllegalArgumentException gone(long number) {
    return new IllegalArgumentException("The facts of generation %d are gone".formatted(number));
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

  private static IllegalArgumentException none(long number, LakeLock lock) {
    return new IllegalArgumentException(
        "No generation %d in %s; see history".formatted(number, lock.root()));
  }
}
