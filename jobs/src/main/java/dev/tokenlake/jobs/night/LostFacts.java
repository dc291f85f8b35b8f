package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.DamagedLakeException;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import java.util.List;
import java.util.Optional;

/**
 * Tells facts that are there from those that were: a night would take the loss of the latest, or of
 * all, for a lake that never had them, and leave out what logs that are gone had said.
 */
final class LostFacts {
  private final LakeLayout lake;
  private final FactBase base;
  private final Generations generations;

  LostFacts(LakeLayout lake, FactBase base, Generations generations) {
    this.lake = lake;
    this.base = base;
    this.generations = generations;
  }

  /**
   * Refuses a lake that lost facts.
   *
   * @throws DamagedLakeException when it did
   */
  void refuse() {
    problem()
        .ifPresent(
            problem -> {
              throw new DamagedLakeException(
                  problem
                      + ". Nothing is changed. Bring them back from a backup, restore an earlier"
                      + " generation, or rebuild from the logs that are there");
            });
  }

  /**
   * Goes on without them.
   *
   * @param unforgets whether the rules of what is forgotten are given anew
   * @return what is lost; absent for a lake that lost nothing
   * @throws DamagedLakeException when these rules are lost as well
   */
  Optional<String> forsake(boolean unforgets) {
    Optional<String> problem = problem();
    if (problem.isPresent()) {
      boolean rules = base.latest().filter(found -> !found.files(Part.RULES).isEmpty()).isPresent();
      if (LakeFormat.forgets(lake) && !rules && !unforgets) {
        throw new DamagedLakeException(
            problem.get()
                + ", and with them what the lake forgets. Nothing is changed. rebuild"
                + " --lift-forgetting with the rules anew");
      }
      base.forsakeLostCommits();
    }
    return problem.map(
        lost ->
            lost
                + ". What only they knew is lost; the tables of earlier generations still have it");
  }

  private Optional<String> problem() {
    List<Place> traces = base.ofLostCommits();
    if (!traces.isEmpty()) {
      return Optional.of(
          "Facts of %s are gone: %s tells of a commit that is missing"
              .formatted(lake.root(), traces.get(0)));
    }
    Optional<Long> named = named();
    long last = base.latest().map(FactVersion::number).orElse(-1L);
    boolean isLost = named.map(version -> version > last).orElse(false);
    if (isLost || (last < 0 && !generations.all().isEmpty())) {
      return Optional.of(
          "Facts of %s are gone: the latest tables were made from version %s of them, and there is %s"
              .formatted(
                  lake.root(),
                  named.map(String::valueOf).orElse("an unknown"),
                  last < 0 ? "none" : "none after " + last));
    }
    return Optional.empty();
  }

  /** The version that the published tables name. */
  private Optional<Long> named() {
    return generations
        .current()
        .or(generations::latest)
        .flatMap(GenerationManifest::of)
        .map(GenerationManifest::factsVersion);
  }
}
