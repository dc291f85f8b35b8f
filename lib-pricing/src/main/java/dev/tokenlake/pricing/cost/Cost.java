package dev.tokenlake.pricing.cost;

import java.math.BigDecimal;

/**
 * What a call costs, by part. US dollars, exact: never rounded, so sums do not depend on order.
 *
 * @param input tokens read fresh
 * @param output tokens generated
 * @param cacheWrite5m writes to the five-minute cache
 * @param cacheWrite1h writes to the one-hour cache
 * @param cacheRead reads from cache
 * @param tools server-side tools billed per use: web search
 */
public record Cost(
    BigDecimal input,
    BigDecimal output,
    BigDecimal cacheWrite5m,
    BigDecimal cacheWrite1h,
    BigDecimal cacheRead,
    BigDecimal tools) {

  /** No cost. A price that is not known is never this, but {@link PricingResult.Unpriced}. */
  public static final Cost ZERO =
      new Cost(
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO);

  public Cost {
    if (input.signum() < 0
        || output.signum() < 0
        || cacheWrite5m.signum() < 0
        || cacheWrite1h.signum() < 0
        || cacheRead.signum() < 0
        || tools.signum() < 0) {
      throw new IllegalArgumentException("Negative cost");
    }
  }

  /** Sum of the parts. */
  public BigDecimal total() {
    return input.add(output).add(cacheWrite()).add(cacheRead).add(tools);
  }

  /** Both kinds of cache writes. */
  public BigDecimal cacheWrite() {
    return cacheWrite5m.add(cacheWrite1h);
  }

  public Cost plus(Cost other) {
    return new Cost(
        input.add(other.input),
        output.add(other.output),
        cacheWrite5m.add(other.cacheWrite5m),
        cacheWrite1h.add(other.cacheWrite1h),
        cacheRead.add(other.cacheRead),
        tools.add(other.tools));
  }

  /** Every part times {@code factor}, which is not negative. */
  public Cost times(BigDecimal factor) {
    return new Cost(
        input.multiply(factor),
        output.multiply(factor),
        cacheWrite5m.multiply(factor),
        cacheWrite1h.multiply(factor),
        cacheRead.multiply(factor),
        tools.multiply(factor));
  }

  /** The same amounts, whatever the number of trailing zeros. */
  public boolean sameAmounts(Cost other) {
    return input.compareTo(other.input) == 0
        && output.compareTo(other.output) == 0
        && cacheWrite5m.compareTo(other.cacheWrite5m) == 0
        && cacheWrite1h.compareTo(other.cacheWrite1h) == 0
        && cacheRead.compareTo(other.cacheRead) == 0
        && tools.compareTo(other.tools) == 0;
  }
}
