package dev.tokenlake.pricing.scenario;

import dev.tokenlake.pricing.cost.PriceFlag;
import dev.tokenlake.pricing.cost.PricingResult.Unpriced;
import java.util.Objects;
import java.util.Set;

/** What a call costs under a scenario, or why that is not known. */
public sealed interface ScenarioResult {

  /**
   * @param range least and most
   * @param open why they differ, or why neither is certain
   * @param flags how the low bound came about
   */
  record Ranged(CostRange range, Set<OpenPoint> open, Set<PriceFlag> flags)
      implements ScenarioResult {
    public Ranged {
      Objects.requireNonNull(range, "range");
      open = Set.copyOf(open);
      flags = Set.copyOf(flags);
    }
  }

  /**
   * @param unpriced model and reason
   */
  record NoPrice(Unpriced unpriced) implements ScenarioResult {
    public NoPrice {
      Objects.requireNonNull(unpriced, "unpriced");
    }
  }
}
