package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.run.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Publishes again what a lost or bent link published. Only the latest whole generation can have
 * been that: an older one in its place would have it removed as one that was never published.
 */
final class PointerRepair {
  private PointerRepair() {}

  /** Mends what can be mended; else the tables of tonight follow all that are there. */
  static void run(Generations generations, Progress progress) {
    List<Finding> findings = generations.findings();
    if (findings.isEmpty()) {
      return;
    }
    Optional<Generation> published = generations.current().or(() -> latestIfSound(generations));
    published.ifPresent(generations::publish);
    for (Finding finding : findings) {
      progress.warn("%s %s".formatted(finding.place(), finding.problem()));
    }
    progress.warn(
        published
            .map(found -> "generation %d is published again".formatted(found.number()))
            .orElse("the latest generation is damaged; the tables are made anew"));
  }

  private static Optional<Generation> latestIfSound(Generations generations) {
    return generations
        .latest()
        .filter(
            latest -> {
              List<Finding> damage = new ArrayList<>();
              new StoredFileCheck(damage).check(latest);
              return damage.isEmpty();
            });
  }
}
