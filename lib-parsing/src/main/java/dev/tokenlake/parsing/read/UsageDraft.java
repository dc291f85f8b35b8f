package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.entry.Iteration;
import dev.tokenlake.parsing.entry.LoggedUsage;
import dev.tokenlake.parsing.entry.TokenUsage;
import dev.tokenlake.parsing.read.MessageDraft.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code usage}, or one of its iterations, as far as a parser met it. Counts as in {@link Counts}.
 */
final class UsageDraft {
  long input;
  long output;
  long flatWrite;
  long split5m;
  long split1h;
  long cacheRead;
  String model;
  String type;

  long webSearches;
  String speed;
  String serviceTier;
  String inferenceGeo;
  List<UsageDraft> iterations = List.of();

  LoggedUsage usage() {
    return new LoggedUsage(
        tokens(),
        iterationsAsLogged(),
        Text.of(speed),
        Text.of(serviceTier),
        Text.of(inferenceGeo),
        Counts.value(webSearches),
        anomalies());
  }

  /** Whether all of it are counts, if only nearly; if not, the line is refused. */
  boolean isCountable() {
    boolean countable =
        input != Counts.TOO_LARGE
            && output != Counts.TOO_LARGE
            && flatWrite != Counts.TOO_LARGE
            && split5m != Counts.TOO_LARGE
            && split1h != Counts.TOO_LARGE
            && cacheRead != Counts.TOO_LARGE
            && webSearches != Counts.TOO_LARGE;
    for (UsageDraft iteration : iterations) {
      countable &= iteration.isCountable();
    }
    return countable;
  }

  /** Without streams: this runs for every response, and nearly all have none or one. */
  private List<Iteration> iterationsAsLogged() {
    if (iterations.isEmpty()) {
      return List.of();
    }
    List<Iteration> logged = new ArrayList<>(iterations.size());
    for (UsageDraft iteration : iterations) {
      logged.add(iteration.iteration());
    }
    return logged;
  }

  private Iteration iteration() {
    return new Iteration(type == null ? "" : type, Text.of(model), tokens());
  }

  private TokenUsage tokens() {
    return TokenUsage.ofLogged(
        Counts.value(input),
        Counts.value(output),
        Counts.value(flatWrite),
        Counts.value(split5m),
        Counts.value(split1h),
        Counts.value(cacheRead));
  }

  private int anomalies() {
    int odd =
        Counts.odd(input)
            + Counts.odd(output)
            + Counts.odd(flatWrite)
            + Counts.odd(split5m)
            + Counts.odd(split1h)
            + Counts.odd(cacheRead)
            + Counts.odd(webSearches);
    for (UsageDraft iteration : iterations) {
      odd += iteration.anomalies();
    }
    return odd;
  }
}
