package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.store.FactVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which facts are kept on disk: the latest, and those that a kept generation was made from. */
final class Keeping {
  private Keeping() {}

  /** Removes data files that neither the latest facts nor a kept generation needs. */
  private static void collect(FactBase base, Generations generations) {
    // Older versions are looked up only for files that the latest does not have.
    if (!base.strays(base.latest().stream().toList()).isEmpty()) {
      base.collect(kept(base, generations));
    }
  }

  /** The versions whose data files are kept. */
  static List<FactVersion> kept(FactBase base, Generations generations) {
    List<FactVersion> kept = new ArrayList<>();
    base.latest().ifPresent(kept::add);
    for (Generation generation : generations.all()) {
      GenerationManifest.of(generation)
          .flatMap(base::of)
          .filter(found -> kept.stream().noneMatch(it -> it.number() == found.number()))
          .ifPresent(kept::add);
    }
    return kept;
  }

  /**
   * Removes generations that may hold what was forgotten since, the published one aside, and data
   * files that nothing needs: whatever a run that died left behind, too.
   */
  static void tidy(FactBase base, Generations generations) {
    long since = FactBase.book(base.latest()).cleanSince();
    Optional<Long> published = generations.current().map(Generation::number);
    for (Generation generation : generations.all()) {
      if (since > 0
          && !isOfFactsSince(since, base, generation)
          && !published.equals(Optional.of(generation.number()))) {
        generations.remove(generation);
      }
    }
    collect(base, generations);
  }

  /** Whether a generation is known to be made from facts that were rewritten already. */
  private static boolean isOfFactsSince(long since, FactBase base, Generation generation) {
    return GenerationManifest.of(generation)
        .filter(manifest -> manifest.factsVersion() >= since)
        .flatMap(base::of)
        .isPresent();
  }
}
