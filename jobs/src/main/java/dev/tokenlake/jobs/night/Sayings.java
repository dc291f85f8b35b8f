package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.ledger.InputPlan;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.parsing.discover.Discovery;

/** What a night tells its user on the way. */
final class Sayings {
  private Sayings() {}

  static void found(Progress progress, Discovery found, InputPlan plan) {
    if (found.inputs().isEmpty()) {
      progress.say("WARNING: no session logs (*.jsonl) were found in the archives given");
    } else {
      InputPlan.News news = plan.news();
      progress.say(
          "%,d logs found: %,d new, %,d grown, %,d changed, %,d moved, %,d as they were"
              .formatted(
                  found.inputs().size(),
                  news.added(),
                  news.grown(),
                  news.rewritten(),
                  news.moved(),
                  news.unchanged() + news.touched()));
    }
    if (plan.news().deleted() > 0) {
      progress.say("%,d logs are gone; their facts stay".formatted(plan.news().deleted()));
    }
    if (!found.skipped().isEmpty()) {
      progress.say(
          "%,d files or folders skipped, see the run's report".formatted(found.skipped().size()));
    }
  }
}
