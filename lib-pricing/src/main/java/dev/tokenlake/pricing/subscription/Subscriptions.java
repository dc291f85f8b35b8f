package dev.tokenlake.pricing.subscription;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Flat plans that are paid for at the same time or one after the other. */
public record Subscriptions(List<Subscription> plans) {
  public Subscriptions {
    plans = List.copyOf(plans);
  }

  /**
   * What all of them cost over a range of days, see {@link Subscription#costUsd}.
   *
   * @param since first day, inclusive
   * @param until first day after the range
   * @return US dollars; 0 where none ran
   */
  public BigDecimal costUsd(LocalDate since, LocalDate until) {
    return plans.stream()
        .map(plan -> plan.costUsd(since, until))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Whether any of them is paid for on a day. */
  public boolean runOn(LocalDate day) {
    return plans.stream().anyMatch(plan -> plan.runsWithin(day, day.plusDays(1)));
  }

  /**
   * In words, what is assumed where they are compared with the API value of the calls of the days
   * they ran on.
   *
   * @param since first day, inclusive
   * @param until first day after the range
   */
  public String assumption(LocalDate since, LocalDate until) {
    return plans.stream()
        .map(plan -> "%s x %d".formatted(plan.plan(), plan.seats()))
        .collect(
            Collectors.joining(
                ", ",
                "Flat plans, each day at its share of the calendar month, against the same calls at"
                    + " API prices. Plans and seats: ",
                "; days with a plan from %s to %s.".formatted(since, until.minusDays(1))));
  }
}
