package dev.tokenlake.pricing.cost;

import dev.tokenlake.pricing.book.PriceRow;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A cost, or the reason why there is none. */
public sealed interface PricingResult {

  /**
   * @param cost US dollars by part
   * @param row the price row used; empty only for a logged cost of a model without a price
   * @param canonicalModel the model as the price book calls it; for a logged cost of an unknown
   *     model, its normalised id
   * @param flags how the cost came about
   */
  record Priced(Cost cost, Optional<PriceRow> row, String canonicalModel, Set<PriceFlag> flags)
      implements PricingResult {
    public Priced {
      Objects.requireNonNull(cost, "cost");
      Objects.requireNonNull(row, "row");
      Objects.requireNonNull(canonicalModel, "canonicalModel");
      flags = Set.copyOf(flags);
    }
  }

  /**
   * @param model canonical id, or the normalised one of an unknown model; empty when there is none
   * @param reason why there is no cost
   */
  record Unpriced(Optional<String> model, UnpricedReason reason) implements PricingResult {
    public Unpriced {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
