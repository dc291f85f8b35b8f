package dev.tokenlake.pricing.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a period out of a model's rows, so that another price can stand there. */
final class PeriodCut {
  private PeriodCut() {}

  /** {@code rows} without the period of {@code cut}; rows of other models are left alone. */
  static List<PriceRow> cutOut(List<PriceRow> rows, PriceRow cut) {
    List<PriceRow> kept = new ArrayList<>();
    for (PriceRow row : rows) {
      if (!row.modelId().equals(cut.modelId()) || !overlap(row, cut)) {
        kept.add(row);
        continue;
      }
      if (cut.from().isPresent() && start(row).isBefore(start(cut))) {
        kept.add(row.during(row.from(), cut.from()));
      }
      if (cut.to().isPresent() && end(cut).isBefore(end(row))) {
        kept.add(row.during(cut.to(), row.to()));
      }
    }
    return kept;
  }

  private static boolean overlap(PriceRow a, PriceRow b) {
    return start(a).isBefore(end(b)) && start(b).isBefore(end(a));
  }

  private static Instant start(PriceRow row) {
    return row.from().orElse(Instant.MIN);
  }

  private static Instant end(PriceRow row) {
    Optional<Instant> to = row.to();
    return to.orElse(Instant.MAX);
  }
}
