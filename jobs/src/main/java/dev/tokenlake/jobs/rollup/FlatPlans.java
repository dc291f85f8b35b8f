package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.PricingConfig;
import dev.tokenlake.pricing.subscription.FlatAgainstApi;
import dev.tokenlake.pricing.subscription.Subscription;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What flat plans cost over the reported days, as scenarios after those of single calls: all plans
 * together, then, if there are several, each by itself. A plan is compared with the calls of the
 * days it ran on.
 */
record FlatPlans(List<PlanRow> plans, List<DayRow> days) {
  static final FlatPlans NONE = new FlatPlans(List.of(), List.of());

  FlatPlans {
    plans = List.copyOf(plans);
    days = List.copyOf(days);
  }

  static FlatPlans of(PricingConfig pricing, Days reported) {
    List<Subscription> ran =
        pricing.subscriptions().stream().filter(plan -> ranWithin(plan, reported)).toList();
    if (ran.isEmpty()) {
      return NONE;
    }
    int position = pricing.scenarios().size() + 1;
    List<PlanRow> plans = new ArrayList<>();
    List<DayRow> days = new ArrayList<>();
    add(plans, days, position, "flat_subscription", ran, reported);
    for (int i = 0; ran.size() > 1 && i < ran.size(); i++) {
      String name = "flat_subscription_" + (i + 1);
      add(plans, days, position + i + 1, name, List.of(ran.get(i)), reported);
    }
    return new FlatPlans(plans, days);
  }

  private static void add(
      List<PlanRow> rows,
      List<DayRow> days,
      int position,
      String name,
      List<Subscription> plans,
      Days reported) {
    FlatAgainstApi flat =
        FlatAgainstApi.over(
            plans, reported.since(), reported.until(), BigDecimal.ZERO, BigDecimal.ZERO);
    rows.add(new PlanRow(position, name, words(flat, plans, reported), flat.flatUsd()));
    reported
        .since()
        .datesUntil(reported.until())
        .filter(day -> plans.stream().anyMatch(plan -> runsOn(plan, day)))
        .forEach(day -> days.add(new DayRow(position, day)));
  }

  private static String words(FlatAgainstApi flat, List<Subscription> plans, Days reported) {
    return plans.stream()
        .map(plan -> "%s x %d".formatted(plan.plan(), plan.seats()))
        .collect(
            Collectors.joining(
                ", ",
                flat.assumption() + " Plans and seats: ",
                "; days with a plan from %s to %s."
                    .formatted(reported.since(), reported.until().minusDays(1))));
  }

  private static boolean ranWithin(Subscription plan, Days reported) {
    return plan.from().isBefore(reported.until())
        && plan.to().map(reported.since()::isBefore).orElse(true);
  }

  private static boolean runsOn(Subscription plan, LocalDate day) {
    return !day.isBefore(plan.from()) && plan.to().map(day::isBefore).orElse(true);
  }

  /**
   * Days with usage that are reported.
   *
   * @param since first day
   * @param until first day after
   */
  record Days(LocalDate since, LocalDate until) {}

  /**
   * Plans as a scenario.
   *
   * @param flatUsd US dollars over the reported days
   */
  record PlanRow(int scenarioPosition, String scenario, String assumption, BigDecimal flatUsd) {}

  /** A reported day on which a plan of the scenario ran. */
  record DayRow(int scenarioPosition, LocalDate day) {}
}
