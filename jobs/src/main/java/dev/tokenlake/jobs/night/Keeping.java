package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.store.FactVersion;
import java.util.ArrayList;
import java.util.List;

/** Which facts are kept on disk: the latest, and those that a kept generation was made from. */
final class Keeping {
  private Keeping() {}

  /** Removes data files that neither the latest facts nor a kept generation needs. */
  static void collect(FactBase base, Generations generations) {
    List<FactVersion> kept = new ArrayList<>();
    base.latest().ifPresent(kept::add);
    for (Generation generation : generations.all()) {
      GenerationManifest.of(generation)
          .map(GenerationManifest::factsVersion)
          .filter(number -> kept.stream().noneMatch(version -> version.number() == number))
          .ifPresent(number -> kept.add(base.at(number)));
    }
    base.collect(kept);
  }
}
