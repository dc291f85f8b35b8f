package dev.tokenlake.pricing.subscription;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Flat plans against the API value of what was used over the same days.
 *
 * @param flatUsd US dollars for all plans that ran
 * @param apiLowUsd least that the calls cost at API prices, US dollars
 * @param apiHighUsd most that they cost
 */
public record FlatAgainstApi(BigDecimal flatUsd, BigDecimal apiLowUsd, BigDecimal apiHighUsd) {

  private static final int RATIO_DIGITS = 6;

  public FlatAgainstApi {
    if (flatUsd.signum() < 0 || apiLowUsd.signum() < 0) {
      throw new IllegalArgumentException("Negative amount");
    }
    if (apiLowUsd.compareTo(apiHighUsd) > 0) {
      throw new IllegalArgumentException("Low API value is above the high one");
    }
  }

  /**
   * @param since first day, inclusive
   * @param until first day after the range
   */
  public static FlatAgainstApi over(
      List<Subscription> plans,
      LocalDate since,
      LocalDate until,
      BigDecimal apiLowUsd,
      BigDecimal apiHighUsd) {
    BigDecimal flat =
        plans.stream()
            .map(plan -> plan.costUsd(since, until))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new FlatAgainstApi(flat, apiLowUsd, apiHighUsd);
  }

  /** API value for each dollar of the plans, low bound, six decimals; empty when no plan ran. */
  public Optional<BigDecimal> lowValuePerFlatDollar() {
    return perFlatDollar(apiLowUsd);
  }

  /** API value for each dollar of the plans, high bound, six decimals; empty when no plan ran. */
  public Optional<BigDecimal> highValuePerFlatDollar() {
    return perFlatDollar(apiHighUsd);
  }

  /** The assumption in words. */
  public String assumption() {
    return "Flat plans, each day at its share of the calendar month, against the same calls at API"
        + " prices.";
  }

  private Optional<BigDecimal> perFlatDollar(BigDecimal apiUsd) {
    return flatUsd.signum() == 0
        ? Optional.empty()
        : Optional.of(apiUsd.divide(flatUsd, RATIO_DIGITS, RoundingMode.HALF_EVEN));
  }
}
