package dev.tokenlake.pricing.cost;

import dev.tokenlake.pricing.cost.PricingResult.Priced;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Logged costs against list prices over calls that have both or only the former. Sums over calls;
 * add them up with {@link #plus}.
 *
 * @param calls calls whose log states a cost
 * @param loggedUsd what the logs of those state, where a list price exists, US dollars
 * @param listUsd what the book makes of the same calls, US dollars
 * @param withoutList calls whose log states a cost, but which the book cannot price
 * @param loggedWithoutListUsd what the logs of these state, US dollars
 */
public record ModeDifference(
    long calls,
    BigDecimal loggedUsd,
    BigDecimal listUsd,
    long withoutList,
    BigDecimal loggedWithoutListUsd) {

  public static final ModeDifference NONE =
      new ModeDifference(0, BigDecimal.ZERO, BigDecimal.ZERO, 0, BigDecimal.ZERO);

  /** Compares one call; {@link #NONE} when its log states no cost. */
  public static ModeDifference of(CostCalculator calculator, BillableCall call) {
    Optional<BigDecimal> logged = call.loggedCostUsd();
    if (logged.isEmpty()) {
      return NONE;
    }
    if (calculator.price(call.withoutLoggedCost()) instanceof Priced list) {
      return new ModeDifference(1, logged.get(), list.cost().total(), 0, BigDecimal.ZERO);
    }
    return new ModeDifference(1, BigDecimal.ZERO, BigDecimal.ZERO, 1, logged.get());
  }

  public ModeDifference plus(ModeDifference other) {
    return new ModeDifference(
        calls + other.calls,
        loggedUsd.add(other.loggedUsd),
        listUsd.add(other.listUsd),
        withoutList + other.withoutList,
        loggedWithoutListUsd.add(other.loggedWithoutListUsd));
  }

  /** How far the logged costs lie above the list prices of the same calls, US dollars. */
  public BigDecimal loggedMinusListUsd() {
    return loggedUsd.subtract(listUsd);
  }
}
