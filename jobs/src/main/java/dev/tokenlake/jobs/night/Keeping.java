package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.lake.DamagedLakeException;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.store.FactVersion;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which facts are kept on disk: the latest, and those that a kept generation was made from. */
final class Keeping {
  private Keeping() {}

  /** Removes data files that neither the latest facts nor a kept generation needs. */
  private static void collect(FactBase base, Generations generations) {
    // Older versions are looked up only for files that the latest does not have.
    if (!base.strays(base.latest().stream().toList()).isEmpty()) {
      base.collect(kept(base, generations, base::of));
    }
  }

  /**
   * The versions whose data files are kept.
   *
   * @param factsOf of a generation: those that cannot be read are left out, or fail
   */
  static List<FactVersion> kept(
      FactBase base,
      Generations generations,
      Function<GenerationManifest, Optional<FactVersion>> factsOf) {
    List<FactVersion> kept = new ArrayList<>();
    base.latest().ifPresent(kept::add);
    for (Generation generation : generations.all()) {
      GenerationManifest.of(generation)
          .flatMap(factsOf)
          .filter(found -> kept.stream().noneMatch(it -> it.number() == found.number()))
          .ifPresent(kept::add);
    }
    return kept;
  }

  /**
   * Removes generations that are too many, or that may hold what was forgotten since, the published
   * one aside, and data files that nothing needs: whatever a run that died left behind, too.
   *
   * @throws UntidyLakeException when something could not be removed
   */
  static void tidy(FactBase base, Generations generations) {
    try {
      generations.collect();
      forget(base, generations);
      collect(base, generations);
    } catch (UncheckedIOException | DamagedLakeException e) {
      // What only a version has that cannot be read now is none of what nothing needs.
      throw new UntidyLakeException(e);
    }
  }

  private static void forget(FactBase base, Generations generations) {
    ForgetBook book = FactBase.book(base.latest());
    Optional<Long> published = generations.current().map(Generation::number);
    for (Generation generation : generations.all()) {
      if (book.cleanSince() > 0
          && !isClean(generation, book, base)
          && !published.equals(Optional.of(generation.number()))) {
        generations.remove(generation);
      }
    }
  }

  /** Whether a generation is known to be made from facts without what is forgotten. */
  private static boolean isClean(Generation generation, ForgetBook book, FactBase base) {
    return GenerationManifest.of(generation)
        .filter(manifest -> book.isClean(manifest.factsVersion()))
        .flatMap(base::of)
        .isPresent();
  }
}
