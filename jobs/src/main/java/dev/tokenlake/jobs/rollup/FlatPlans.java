package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.PricingConfig;
import dev.tokenlake.pricing.subscription.Subscription;
import dev.tokenlake.pricing.subscription.Subscriptions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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
        pricing.subscriptions().stream()
            .filter(plan -> plan.runsWithin(reported.since(), reported.until()))
            .toList();
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
    Subscriptions all = new Subscriptions(plans);
    rows.add(
        new PlanRow(
            position,
            name,
            all.assumption(reported.since(), reported.until()),
            all.costUsd(reported.since(), reported.until())));
    reported
        .since()
        .datesUntil(reported.until())
        .filter(all::runOn)
        .forEach(day -> days.add(new DayRow(position, day)));
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
