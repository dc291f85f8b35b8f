package dev.tokenlake.pricing.subscription;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import java.util.Optional;

/**
 * A flat plan.
 *
 * @param plan its name
 * @param usdPerMonth US dollars per seat and calendar month, not negative
 * @param seats seats paid for, above 0
 * @param from first day paid for
 * @param to first day no longer paid for; empty while it runs
 */
public record Subscription(
    String plan, BigDecimal usdPerMonth, int seats, LocalDate from, Optional<LocalDate> to) {

  /** A day's share of a month has no exact decimal; it is kept to this many digits. */
  private static final int DIGITS = 12;

  public Subscription {
    Objects.requireNonNull(plan, "plan");
    if (usdPerMonth.signum() < 0) {
      throw new IllegalArgumentException(
          "Negative price of plan " + plan + ": " + usdPerMonth.toPlainString());
    }
    if (seats <= 0) {
      throw new IllegalArgumentException("Plan " + plan + " has no seats: " + seats);
    }
    if (to.isPresent() && !from.isBefore(to.get())) {
      throw new IllegalArgumentException(
          "Plan " + plan + " ends before it begins: " + from + " to " + to.get());
    }
  }

  /**
   * What the plan costs over a range of days, each day a calendar month's price divided by the days
   * of that month. A whole month costs exactly the month's price.
   *
   * @param since first day, inclusive
   * @param until first day after the range
   * @return US dollars; 0 where the plan did not run
   */
  public BigDecimal costUsd(LocalDate since, LocalDate until) {
    LocalDate first = since.isAfter(from) ? since : from;
    LocalDate end = to.filter(last -> last.isBefore(until)).orElse(until);
    BigDecimal sum = BigDecimal.ZERO;
    for (LocalDate day = first; day.isBefore(end); ) {
      YearMonth month = YearMonth.from(day);
      LocalDate next = month.plusMonths(1).atDay(1);
      LocalDate stop = next.isBefore(end) ? next : end;
      sum = sum.add(share(stop.toEpochDay() - day.toEpochDay(), month));
      day = stop;
    }
    return sum;
  }

  /**
   * Whether it is paid for on any of a range of days.
   *
   * @param since first day, inclusive
   * @param until first day after the range
   */
  public boolean runsWithin(LocalDate since, LocalDate until) {
    return from.isBefore(until) && to.map(since::isBefore).orElse(true);
  }

  private BigDecimal share(long days, YearMonth month) {
    return usdPerMonth
        .multiply(BigDecimal.valueOf(seats))
        .multiply(BigDecimal.valueOf(days))
        .divide(BigDecimal.valueOf(month.lengthOfMonth()), DIGITS, RoundingMode.HALF_EVEN);
  }
}
