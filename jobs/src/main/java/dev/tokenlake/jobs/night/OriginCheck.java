package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactVersion;
import java.util.Optional;

/** Compares what a generation says it was made from with the facts that are there. */
final class OriginCheck {
  private final FactBase base;
  private final Optional<FactVersion> latest;

  /**
   * @param latest facts; absent when there are none, or none that can be read
   */
  OriginCheck(FactBase base, Optional<FactVersion> latest) {
    this.base = base;
    this.latest = latest;
  }

  /** What is wrong; absent where the manifest is for another check to tell. */
  Optional<Finding> of(Generation generation) {
    return GenerationManifest.of(generation)
        .flatMap(manifest -> problem(generation, manifest))
        .map(problem -> new Finding(manifestOf(generation).location(), "facts", problem));
  }

  private Optional<String> problem(Generation generation, GenerationManifest manifest) {
    if (manifest.generation() != generation.number()) {
      return Optional.of("says that it is generation " + manifest.generation());
    }
    if (latest.filter(version -> version.number() >= manifest.factsVersion()).isEmpty()) {
      return Optional.of(
          "generation %d was made from version %d of the facts, which is gone"
              .formatted(generation.number(), manifest.factsVersion()));
    }
    // A version whose commit was removed after its time is only no longer to be gone back to.
    return base.readable(manifest.factsVersion())
        .filter(version -> !Manifests.madeFrom(manifest, version))
        .map(
            version ->
                "generation %d was made from other facts than version %d of them has"
                    .formatted(generation.number(), version.number()));
  }

  private static Place manifestOf(Generation generation) {
    return generation.root().resolve(GenerationManifest.NAME);
  }
}
