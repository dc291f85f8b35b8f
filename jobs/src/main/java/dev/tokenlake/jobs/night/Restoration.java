package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.lake.LakeLock;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;

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
   * @throws dev.tokenlake.jobs.lake.LakeHeldException when another run writes to the lake
   */
  public long to(long number) {
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
      FactVersion latest = base.latest().orElseThrow(() -> none(number, lock));
      FactVersion earlier = base.at(manifest.factsVersion());
      Generation fresh = generations.begin();
      old.tables().cloneTo(fresh.tables());
      long version =
          latest.files().equals(earlier.files()) ? latest.number() : base.restore(latest, earlier);
      manifest.as(fresh.number(), version).write(fresh);
      generations.publish(fresh);
      return fresh.number();
    }
  }

  private static IllegalArgumentException none(long number, LakeLock lock) {
    return new IllegalArgumentException(
        "No generation %d in %s; see history".formatted(number, lock.root()));
  }
}
