package dev.tokenlake.pricing.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private static final LocalDate JANUARY_11 = LocalDate.of(2026, 1, 11);

  @Test
  void aWholeMonthCostsTheMonthsPrice() {
    assertThat(plan(1).costUsd(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)))
        .isEqualByComparingTo("200");
  }

  @Test
  void aPartOfAMonthCostsItsShareOfThatMonth() {
    // 14 of 28 days of February.
    assertThat(plan(1).costUsd(LocalDate.of(2026, 2, 8), LocalDate.of(2026, 2, 22)))
        .isEqualByComparingTo("100");
  }

  @Test
  void seatsMultiply() {
    assertThat(plan(3).costUsd(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)))
        .isEqualByComparingTo("600");
  }

  @Test
  void nothingIsPaidBeforeTheFirstOrFromTheEndOn() {
    // 21 of 31 days of January.
    assertThat(plan(1).costUsd(LocalDate.of(2025, 12, 1), LocalDate.of(2026, 2, 1)))
        .isEqualByComparingTo("135.483870967742");
    assertThat(plan(1).costUsd(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 6, 1)))
        .isEqualByComparingTo("0");
    assertThat(plan(1).costUsd(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 2, 1)))
        .isEqualByComparingTo("0");
  }

  @Test
  void severalPlansAddUp() {
    Subscriptions plans = new Subscriptions(List.of(plan(1), plan(2)));

    assertThat(plans.costUsd(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)))
        .isEqualByComparingTo("600");
    assertThat(plans.assumption(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)))
        .endsWith("max x 1, max x 2; days with a plan from 2026-02-01 to 2026-02-28.");
    assertThat(new Subscriptions(List.of()).costUsd(JANUARY_11, LocalDate.of(2026, 3, 1)))
        .isEqualByComparingTo("0");
  }

  @Test
  void aPlanRunsFromItsFirstDayToTheOneBeforeItsEnd() {
    Subscriptions plans = new Subscriptions(List.of(plan(1)));

    assertThat(plans.runOn(LocalDate.of(2026, 1, 10))).isFalse();
    assertThat(plans.runOn(JANUARY_11)).isTrue();
    assertThat(plans.runOn(LocalDate.of(2026, 3, 31))).isTrue();
    assertThat(plans.runOn(LocalDate.of(2026, 4, 1))).isFalse();
  }

  @Test
  void aPlanThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> plan(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Plan max has no seats: 0");
    assertThatThrownBy(
            () -> new Subscription("max", BigDecimal.ONE, 1, JANUARY_11, Optional.of(JANUARY_11)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Plan max ends before it begins: 2026-01-11 to 2026-01-11");
  }

  private static Subscription plan(int seats) {
    return new Subscription(
        "max", new BigDecimal("200"), seats, JANUARY_11, Optional.of(LocalDate.of(2026, 4, 1)));
  }
}
