package dev.tokenlake.pricing.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.book.PriceRowParser;
import dev.tokenlake.pricing.cost.BillableCall;
import dev.tokenlake.pricing.cost.Cost;
import dev.tokenlake.pricing.cost.CostCalculator;
import dev.tokenlake.pricing.cost.PricingMode;
import dev.tokenlake.pricing.cost.PricingPolicy;
import dev.tokenlake.pricing.cost.PricingResult.Unpriced;
import dev.tokenlake.pricing.cost.RequestTokens;
import dev.tokenlake.pricing.cost.UnpricedReason;
import dev.tokenlake.pricing.cost.UnstatedGeo;
import dev.tokenlake.pricing.currency.ExchangeRates;
import dev.tokenlake.pricing.scenario.Scenario.Actual;
import dev.tokenlake.pricing.scenario.Scenario.AllWrites1h;
import dev.tokenlake.pricing.scenario.Scenario.AllWrites5m;
import dev.tokenlake.pricing.scenario.Scenario.ContextCapped;
import dev.tokenlake.pricing.scenario.Scenario.InputCut;
import dev.tokenlake.pricing.scenario.Scenario.NoCaching;
import dev.tokenlake.pricing.scenario.Scenario.OtherModel;
import dev.tokenlake.pricing.scenario.Scenario.PricesOf;
import dev.tokenlake.pricing.scenario.ScenarioResult.NoPrice;
import dev.tokenlake.pricing.scenario.ScenarioResult.Ranged;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioCalculatorTest {

  private static final Instant DECEMBER = Instant.parse("2025-12-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

  /** Opus 4.5 at 5, 25, 6.25, 10 and 0.5 USD: 0.05 + 0.025 + 0.0625 + 0.1 + 0.05. */
  private static final RequestTokens TOKENS =
      new RequestTokens(10_000, 1_000, 10_000, 10_000, 100_000);

  private final ScenarioCalculator calculator = scenarios(PricingPolicy.standard());

  @Test
  void actualIsWhatTheCallCost() {
    Ranged actual = ranged(new Actual(), finished("claude-opus-4-5", DECEMBER, false, TOKENS));

    assertThat(actual.range().low().total()).isEqualByComparingTo("0.2875");
    assertThat(actual.range().high().total()).isEqualByComparingTo("0.2875");
    assertThat(actual.open()).isEmpty();
  }

  @Test
  void withoutCachingEverythingGivenIsFreshInput() {
    // 130,000 at 5 USD, and the output.
    Cost cost = low(new NoCaching(), finished("claude-opus-4-5", DECEMBER, false, TOKENS));

    assertThat(cost.input()).isEqualByComparingTo("0.65");
    assertThat(cost.output()).isEqualByComparingTo("0.025");
    assertThat(cost.cacheWrite()).isZero();
    assertThat(cost.cacheRead()).isZero();
  }

  @Test
  void withoutCachingALongRequestPaysTheLongContextCard() {
    RequestTokens tokens = new RequestTokens(0, 0, 0, 0, 300_000);

    assertThat(low(new NoCaching(), finished("claude-sonnet-4-5", DECEMBER, false, tokens)).total())
        .isEqualByComparingTo("1.8");
  }

  @Test
  void allWritesTakeOneLifetime() {
    BillableCall call = finished("claude-opus-4-5", DECEMBER, false, TOKENS);

    assertThat(low(new AllWrites5m(), call).cacheWrite5m()).isEqualByComparingTo("0.125");
    assertThat(low(new AllWrites5m(), call).cacheWrite1h()).isZero();
    assertThat(low(new AllWrites1h(), call).cacheWrite1h()).isEqualByComparingTo("0.2");
    assertThat(low(new AllWrites1h(), call).cacheWrite5m()).isZero();
  }

  @Test
  void allWritesOfOneLifetimeLeaveNothingOpen() {
    BillableCall call = finished("claude-opus-4-5", DECEMBER, true, TOKENS);

    assertThat(ranged(new AllWrites5m(), call).open()).isEmpty();
    assertThat(ranged(new AllWrites1h(), call).open()).isEmpty();
    assertThat(ranged(new NoCaching(), call).open()).isEmpty();
  }

  @Test
  void theCapTakesReadsThenFiveMinuteThenOneHourWritesThenInput() {
    assertThat(RequestChange.capped(TOKENS, 130_000)).isEqualTo(TOKENS);
    assertThat(RequestChange.capped(TOKENS, 129_999))
        .isEqualTo(new RequestTokens(10_000, 1_000, 10_000, 10_000, 99_999));
    assertThat(RequestChange.capped(TOKENS, 25_000))
        .isEqualTo(new RequestTokens(10_000, 1_000, 5_000, 10_000, 0));
    assertThat(RequestChange.capped(TOKENS, 12_000))
        .isEqualTo(new RequestTokens(10_000, 1_000, 0, 2_000, 0));
    assertThat(RequestChange.capped(TOKENS, 4_000))
        .isEqualTo(new RequestTokens(4_000, 1_000, 0, 0, 0));
  }

  @Test
  void theCapDecidesTheLongContextCardOnWhatIsLeft() {
    RequestTokens tokens = new RequestTokens(10_000, 1_000, 0, 0, 290_000);

    // 10,000 at 3, 150,000 reads at 0.3, 1,000 out at 15.
    assertThat(
            low(new ContextCapped(160_000), finished("claude-sonnet-4-5", DECEMBER, false, tokens))
                .total())
        .isEqualByComparingTo("0.09");
  }

  @Test
  void theCapIsAppliedToEachRequest() {
    BillableCall twice =
        finished("claude-opus-4-5", DECEMBER, false, TOKENS).withRequests(List.of(TOKENS, TOKENS));

    // Reads go from 100,000 to 20,000 in both: 0.2875 - 80,000 at 0.5 USD.
    assertThat(low(new ContextCapped(50_000), twice).total()).isEqualByComparingTo("0.495");
  }

  @Test
  void theCutTakesAShareOfEverythingGivenAndNothingOfTheOutput() {
    Cost cost =
        low(
            new InputCut(new BigDecimal("0.4")),
            finished("claude-opus-4-5", DECEMBER, false, TOKENS));

    assertThat(cost.input()).isEqualByComparingTo("0.03");
    assertThat(cost.output()).isEqualByComparingTo("0.025");
    assertThat(cost.cacheWrite5m()).isEqualByComparingTo("0.0375");
    assertThat(cost.cacheWrite1h()).isEqualByComparingTo("0.06");
    assertThat(cost.cacheRead()).isEqualByComparingTo("0.03");
  }

  @Test
  void theCutRoundsWhatIsLeftUp() {
    assertThat(RequestChange.cut(new RequestTokens(1, 1, 2, 3, 4), new BigDecimal("0.4")))
        .isEqualTo(new RequestTokens(1, 1, 2, 2, 3));
  }

  @Test
  void anotherModelIsPricedOnTheDayOfTheCallOrOnAnotherDay() {
    BillableCall call = finished("claude-opus-4-5", DECEMBER, false, TOKENS);

    // Sonnet 4.5: 0.03 + 0.015 + 0.0375 + 0.06 + 0.03.
    assertThat(low(new OtherModel("claude-sonnet-4.5", Optional.empty()), call).total())
        .isEqualByComparingTo("0.1725");
    assertThat(calculator.price(new OtherModel("claude-opus-5-5", Optional.empty()), call))
        .isEqualTo(
            new NoPrice(
                new Unpriced(Optional.of("claude-opus-5-5"), UnpricedReason.NO_PRICE_AT_DATE)));
    // Opus 5.5: 0.04 + 0.02 + 0.05 + 0.08 + 0.02.
    assertThat(
            low(new OtherModel("claude-opus-5-5", Optional.of(LocalDate.of(2026, 11, 1))), call)
                .total())
        .isEqualByComparingTo("0.21");
  }

  @Test
  void anotherDaysPricesAreTaken() {
    BillableCall call =
        finished(
            "claude-sonnet-5-5",
            Instant.parse("2026-11-01T00:00:00Z"),
            false,
            new RequestTokens(0, 0, 0, 0, 1_000_000));

    assertThat(low(new Actual(), call).total()).isEqualByComparingTo("0.1");
    assertThat(low(new PricesOf(LocalDate.of(2026, 10, 1)), call).total())
        .isEqualByComparingTo("0.2");
  }

  @Test
  void anAssumedLifetimeIsARangeFromFiveMinutesToOneHour() {
    RequestTokens tokens = new RequestTokens(0, 0, 1_000_000, 0, 0);
    Ranged actual = ranged(new Actual(), finished("claude-opus-4-5", DECEMBER, true, tokens));

    assertThat(actual.range().low().total()).isEqualByComparingTo("6.25");
    assertThat(actual.range().high().total()).isEqualByComparingTo("10");
    assertThat(actual.range().high().cacheWrite1h()).isEqualByComparingTo("10");
    assertThat(actual.open()).containsExactly(OpenPoint.CACHE_LIFETIME);
  }

  @Test
  void anUnstatedPlaceIsARangeOfTenPercent() {
    RequestTokens tokens = new RequestTokens(1_000_000, 0, 0, 0, 0);
    Ranged actual = ranged(new Actual(), finished("claude-opus-4-6", APRIL, false, tokens));

    assertThat(actual.range().low().total()).isEqualByComparingTo("5");
    assertThat(actual.range().high().total()).isEqualByComparingTo("5.5");
    assertThat(actual.open()).containsExactly(OpenPoint.GEOGRAPHY);
  }

  @Test
  void bothOpenPointsMultiplyInTheHighBound() {
    RequestTokens tokens = new RequestTokens(0, 0, 1_000_000, 0, 0);
    Ranged actual = ranged(new Actual(), finished("claude-opus-4-6", APRIL, true, tokens));

    assertThat(actual.range().low().total()).isEqualByComparingTo("6.25");
    assertThat(actual.range().high().total()).isEqualByComparingTo("11");
  }

  @Test
  void aUserWhoKnowsThePlaceLeavesNothingOpenAboutIt() {
    PricingPolicy global =
        new PricingPolicy(
            PricingMode.LIST,
            List.of(),
            List.of(),
            Map.of(),
            ExchangeRates.none(),
            false,
            UnstatedGeo.GLOBAL);
    BillableCall call =
        finished("claude-opus-4-6", APRIL, false, new RequestTokens(1_000_000, 0, 0, 0, 0));

    Ranged actual = (Ranged) scenarios(global).price(new Actual(), call);

    assertThat(actual.range().high().total()).isEqualByComparingTo("5");
    assertThat(actual.open()).isEmpty();
  }

  @Test
  void aHighBoundWithoutAKnownRateIsNotInvented() {
    ScenarioCalculator own = withOnlyFiveMinutes(Map.of());
    BillableCall call = finished("my-model", APRIL, true, new RequestTokens(0, 0, 1_000_000, 0, 0));

    Ranged actual = (Ranged) own.price(new Actual(), call);

    assertThat(actual.range().low().total()).isEqualByComparingTo("5");
    assertThat(actual.range().high().total()).isEqualByComparingTo("5");
    assertThat(actual.open())
        .containsExactlyInAnyOrder(OpenPoint.CACHE_LIFETIME, OpenPoint.HIGH_UNKNOWN);
  }

  @Test
  void aHighBoundHoldsThePremiumAlsoWhereTheDearerLifetimeHasNoRate() {
    ScenarioCalculator own = withOnlyFiveMinutes(Map.of("us", "1.1"));
    BillableCall call = finished("my-model", APRIL, true, new RequestTokens(0, 0, 1_000_000, 0, 0));

    Ranged actual = (Ranged) own.price(new Actual(), call);

    assertThat(actual.range().low().total()).isEqualByComparingTo("5");
    assertThat(actual.range().high().total()).isEqualByComparingTo("5.5");
    assertThat(actual.open())
        .containsExactlyInAnyOrder(
            OpenPoint.CACHE_LIFETIME, OpenPoint.GEOGRAPHY, OpenPoint.HIGH_UNKNOWN);
  }

  @Test
  void aCallWithoutAPriceHasNoneInAnyScenario() {
    BillableCall call = finished("some-model", APRIL, false, TOKENS);

    assertThat(Scenario.standard())
        .allSatisfy(
            scenario ->
                assertThat(calculator.price(scenario, call))
                    .isEqualTo(
                        new NoPrice(
                            new Unpriced(
                                Optional.of("some-model"), UnpricedReason.UNKNOWN_MODEL))));
  }

  @Test
  void anOutputThatIsNotFinalIsMarkedAndNotInvented() {
    Ranged actual = ranged(new Actual(), BillableCall.of("claude-opus-4-5", DECEMBER, TOKENS));

    assertThat(actual.open()).containsExactly(OpenPoint.OUTPUT_NOT_FINAL);
    assertThat(actual.range().high()).isEqualTo(actual.range().low());
  }

  @Test
  void aLoggedCostServesTheActualScenarioOnly() {
    ScenarioCalculator logged = scenarios(PricingPolicy.standard().withMode(PricingMode.LOGGED));
    BillableCall call =
        new BillableCall(
            Optional.of("claude-opus-4-5"),
            DECEMBER,
            List.of(TOKENS),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.of("end_turn"),
            Optional.empty(),
            false,
            Optional.of(new BigDecimal("0.2")));

    Ranged actual = (Ranged) logged.price(new Actual(), call);
    Ranged uncached = (Ranged) logged.price(new NoCaching(), call);

    assertThat(actual.range().low().total()).isEqualByComparingTo("0.2");
    assertThat(actual.range().high().total()).isEqualByComparingTo("0.2");
    assertThat(uncached.range().low().total()).isEqualByComparingTo("0.675");
  }

  @Test
  void everyScenarioSaysItsAssumptionAndHasAName() {
    List<Scenario> scenarios =
        List.of(
            new Actual(),
            new NoCaching(),
            new AllWrites5m(),
            new AllWrites1h(),
            new ContextCapped(160_000),
            new InputCut(new BigDecimal("0.4")),
            new OtherModel("claude-haiku-4-5", Optional.empty()),
            new PricesOf(LocalDate.of(2026, 11, 1)));

    assertThat(scenarios).allSatisfy(one -> assertThat(one.assumption()).endsWith("."));
    assertThat(scenarios)
        .extracting(Scenario::name)
        .containsExactly(
            "actual",
            "no_caching",
            "all_writes_5m",
            "all_writes_1h",
            "context_capped_160000",
            "input_cut_40",
            "model_claude-haiku-4-5",
            "prices_of_2026-11-01");
    assertThat(Scenario.standard()).isEqualTo(scenarios.subList(0, 6));
  }

  @Test
  void choicesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new ContextCapped(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Context cap is not positive: 0");
    assertThatThrownBy(() -> new InputCut(new BigDecimal("40")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Share to cut is not within 0 and 1: 40");
  }

  /** Knows a model whose price has no rate for writes of an hour. */
  private static ScenarioCalculator withOnlyFiveMinutes(Map<String, String> more) {
    Map<String, String> cells = new HashMap<>(more);
    cells.putAll(
        Map.of(
            "model", "my-model",
            "input", "4",
            "output", "20",
            "cache_write_5m", "5",
            "source", "contract",
            "checked_on", "2026-11-22",
            "confidence", "high"));
    PriceRow row = new PriceRowParser().parse(cells);
    return scenarios(PricingPolicy.standard().withOverrides(List.of(row)));
  }

  private static ScenarioCalculator scenarios(PricingPolicy policy) {
    return new ScenarioCalculator(new CostCalculator(PriceBook.bundled(), policy));
  }

  private Ranged ranged(Scenario scenario, BillableCall call) {
    return (Ranged) calculator.price(scenario, call);
  }

  private Cost low(Scenario scenario, BillableCall call) {
    return ranged(scenario, call).range().low();
  }

  private static BillableCall finished(
      String model, Instant at, boolean ttlAssumed, RequestTokens tokens) {
    return new BillableCall(
        Optional.of(model),
        at,
        List.of(tokens),
        ttlAssumed,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.of("end_turn"),
        Optional.empty(),
        false,
        Optional.empty());
  }
}
