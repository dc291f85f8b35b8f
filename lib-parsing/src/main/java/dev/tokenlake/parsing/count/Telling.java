package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.entry.LoggedUsage;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * What one line says a response used. While a response streams, its lines repeat the usage with a
 * growing or placeholder output, so the tellings of a response differ.
 *
 * @param model model as logged
 * @param stopReason why the model stopped; absent while the output count is not final
 * @param refusalCategory category of a refusal
 * @param loggedCostUsd cost that old clients logged themselves, US dollars
 */
public record Telling(
    Provenance provenance,
    Optional<String> model,
    Optional<String> stopReason,
    Optional<String> refusalCategory,
    LoggedUsage usage,
    Optional<BigDecimal> loggedCostUsd) {

  /** The telling that holds comes last: final, then most output, most context, most written. */
  public static final Comparator<Telling> BEST_LAST =
      Comparator.comparing((Telling t) -> t.stopReason().isPresent())
          .thenComparingLong(t -> t.usage().tokens().output())
          .thenComparingLong(t -> t.usage().tokens().context())
          .thenComparingLong(t -> t.usage().tokens().cacheWrite())
          .thenComparing(Telling::provenance, Provenance.PLAINEST_FIRST.reversed());

  public Telling {
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(stopReason, "stopReason");
    Objects.requireNonNull(refusalCategory, "refusalCategory");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(loggedCostUsd, "loggedCostUsd");
  }

  Telling orBetter(Telling other) {
    return BEST_LAST.compare(this, other) >= 0 ? this : other;
  }
}
