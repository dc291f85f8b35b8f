package dev.tokenlake.pricing.cost;

import dev.tokenlake.pricing.book.Rates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Apportions the one figure that old logs state over the parts of a cost.
 *
 * <p>The parts stand in the proportion of the list price, or, for a model without one, of 1 : 5 :
 * 1.25 : 2 : 0.1 per token of input, output, five-minute write, one-hour write and read, which held
 * for every Claude model of the time. Shares are cut to 12 decimals; the largest part takes the
 * remainder, so the total is exactly what the log states.
 */
final class LoggedCost {

  private static final int SHARE_DIGITS = 12;

  private static final Rates USUAL =
      new Rates(
          BigDecimal.ONE,
          new BigDecimal("5"),
          Optional.of(new BigDecimal("1.25")),
          Optional.of(new BigDecimal("2")),
          Optional.of(new BigDecimal("0.1")));

  private LoggedCost() {}

  /**
   * @param usd what the log states for the whole response
   * @param list the list price of the same call, where there is one
   */
  static Cost apportion(BigDecimal usd, BillableCall call, Optional<Cost> list) {
    Cost weights = list.filter(cost -> cost.total().signum() > 0).orElseGet(() -> usual(call));
    BigDecimal whole = weights.total();
    if (whole.signum() == 0) {
      return new Cost(
          usd, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }
    Cost cut =
        new Cost(
            share(usd, weights.input(), whole),
            share(usd, weights.output(), whole),
            share(usd, weights.cacheWrite5m(), whole),
            share(usd, weights.cacheWrite1h(), whole),
            share(usd, weights.cacheRead(), whole),
            share(usd, weights.tools(), whole));
    return cut.plus(remainder(usd.subtract(cut.total()), weights));
  }

  private static Cost usual(BillableCall call) {
    Cost sum = Cost.ZERO;
    for (RequestTokens request : call.requests()) {
      sum = sum.plus(RateCard.price(request, USUAL, BigDecimal.ONE).orElseThrow());
    }
    return sum;
  }

  private static BigDecimal share(BigDecimal usd, BigDecimal weight, BigDecimal whole) {
    return usd.multiply(weight).divide(whole, SHARE_DIGITS, RoundingMode.DOWN);
  }

  private static Cost remainder(BigDecimal rest, Cost weights) {
    BigDecimal zero = BigDecimal.ZERO;
    BigDecimal most =
        weights
            .input()
            .max(weights.output())
            .max(weights.cacheWrite5m())
            .max(weights.cacheWrite1h())
            .max(weights.cacheRead())
            .max(weights.tools());
    if (weights.cacheRead().compareTo(most) == 0) {
      return new Cost(zero, zero, zero, zero, rest, zero);
    }
    if (weights.output().compareTo(most) == 0) {
      return new Cost(zero, rest, zero, zero, zero, zero);
    }
    if (weights.cacheWrite5m().compareTo(most) == 0) {
      return new Cost(zero, zero, rest, zero, zero, zero);
    }
    if (weights.cacheWrite1h().compareTo(most) == 0) {
      return new Cost(zero, zero, zero, rest, zero, zero);
    }
    return weights.input().compareTo(most) == 0
        ? new Cost(rest, zero, zero, zero, zero, zero)
        : new Cost(zero, zero, zero, zero, zero, rest);
  }
}
