package dev.tokenlake.pricing.scenario;

import dev.tokenlake.pricing.cost.Cost;

/**
 * Least and most that a call can have cost. Ranges add up, part by part.
 *
 * @param low total is at most that of {@code high}; single parts may be larger
 * @param high total is at least that of {@code low}
 */
public record CostRange(Cost low, Cost high) {

  public static final CostRange ZERO = new CostRange(Cost.ZERO, Cost.ZERO);

  public CostRange {
    if (low.total().compareTo(high.total()) > 0) {
      throw new IllegalArgumentException(
          "Low cost %s is above high cost %s"
              .formatted(low.total().toPlainString(), high.total().toPlainString()));
    }
  }

  /** A cost about which nothing is open. */
  public static CostRange exactly(Cost cost) {
    return new CostRange(cost, cost);
  }

  public CostRange plus(CostRange other) {
    return new CostRange(low.plus(other.low), high.plus(other.high));
  }
}
