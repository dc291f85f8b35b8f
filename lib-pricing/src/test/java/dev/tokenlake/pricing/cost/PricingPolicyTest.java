package dev.tokenlake.pricing.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.cost.PricingResult.Priced;
import dev.tokenlake.pricing.cost.PricingResult.Unpriced;
import dev.tokenlake.pricing.currency.ExchangeRates;
import dev.tokenlake.pricing.model.ModelId;
import dev.tokenlake.pricing.model.ModelResolution;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricingPolicyTest {

  private static final Instant JUNE_2025 = Instant.parse("2025-06-01T00:00:00Z");
  private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

  /** At 3 and 15 USD: 0.03 for input, 0.015 for output. */
  private static final RequestTokens TOKENS = new RequestTokens(10_000, 1_000, 0, 0, 0);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deepseek-v4.1-flash",
        "DeepSeek-V4.1-Flash",
        "DEEPSEEK-V4.1-FLASH",
        "Deepseek-v4.1-flash"
      })
  void anAliasOfTheUserComesFirstHoweverItIsSpelled(String alias) {
    String other = "deepseek-v4.1-flash";
    assertThat(new CostCalculator(PriceBook.bundled(), PricingPolicy.standard()).resolve(other))
        .isNotEqualTo(new ModelResolution.Resolved(ModelId.of("claude-opus-4-5")));
    CostCalculator own =
        new CostCalculator(
            PriceBook.bundled(),
            PricingPolicy.standard().withAliases(Map.of(alias, "claude-opus-4-5")));

    assertThat(own.resolve(other))
        .isEqualTo(new ModelResolution.Resolved(ModelId.of("claude-opus-4-5")));
  }

  @Test
  void aDiscountReducesEveryPartFromItsFirstToBeforeItsLastInstant() {
    CostCalculator calculator = with(discount(Optional.empty(), "2026-02-01", "2026-03-01", "0.8"));

    assertThat(total(calculator, sonnet("2026-01-31T23:59:59Z"))).isEqualByComparingTo("0.045");
    assertThat(total(calculator, sonnet("2026-02-01T00:00:00Z"))).isEqualByComparingTo("0.036");
    assertThat(total(calculator, sonnet("2026-03-01T00:00:00Z"))).isEqualByComparingTo("0.045");
  }

  @Test
  void aModelsOwnDiscountWinsOverTheGeneralOne() {
    CostCalculator calculator =
        with(
            discount(Optional.empty(), "2026-01-01", "2027-01-01", "0.8"),
            discount(Optional.of("claude-sonnet-4-5"), "2026-01-01", "2027-01-01", "0.5"));

    Priced priced = priced(calculator, sonnet("2026-02-01T00:00:00Z"));

    assertThat(priced.cost().total()).isEqualByComparingTo("0.0225");
    assertThat(priced.flags()).contains(PriceFlag.DISCOUNTED);
  }

  @Test
  void twoDiscountsAtOnceAreRefused() {
    List<Discount> twice =
        List.of(
            discount(Optional.empty(), "2026-01-01", "2026-03-01", "0.8"),
            discount(Optional.empty(), "2026-02-01", "2026-04-01", "0.7"));

    assertThatThrownBy(() -> PricingPolicy.standard().withDiscounts(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Two discounts at once for all models, the later from 2026-02-01T00:00:00Z");
  }

  @Test
  void aDiscountThatIsNoneIsRefused() {
    assertThatThrownBy(() -> discount(Optional.empty(), "2026-01-01", "2026-02-01", "1.2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid discount factor: 1.2, expected above 0, at most 1");
  }

  @Test
  void anAliasOfTheUserIsPriced() {
    CostCalculator calculator =
        new CostCalculator(
            PriceBook.bundled(),
            PricingPolicy.standard().withAliases(Map.of("team/opus", "claude-sonnet-4-5")));

    assertThat(total(calculator, BillableCall.of("team/opus", FEBRUARY, TOKENS)))
        .isEqualByComparingTo("0.045");
  }

  @Test
  void loggedModeTakesTheLoggedTotalOnceAndSplitsItLikeTheListPrice() {
    Priced priced = priced(logged(), withLoggedCost("claude-3-7-sonnet-20250219", "0.09"));

    assertThat(priced.cost().total()).isEqualByComparingTo("0.09");
    // List price is 0.03 and 0.015, so two thirds are input.
    assertThat(priced.cost().input()).isEqualByComparingTo("0.06");
    assertThat(priced.cost().output()).isEqualByComparingTo("0.03");
    assertThat(priced.flags()).containsExactly(PriceFlag.LOGGED_COST);
  }

  @Test
  void loggedModeKeepsTheLoggedCostOfAModelWithoutPrice() {
    Priced priced = priced(logged(), withLoggedCost("some-proxy-model", "0.03"));

    // Usual proportions: 10,000 x 1 against 1,000 x 5.
    assertThat(priced.cost().input()).isEqualByComparingTo("0.02");
    assertThat(priced.cost().output()).isEqualByComparingTo("0.01");
    assertThat(priced.canonicalModel()).isEqualTo("some-proxy-model");
    assertThat(priced.row()).isEmpty();
  }

  @Test
  void loggedModeFallsBackToTheListPrice() {
    assertThat(total(logged(), sonnet("2026-02-01T00:00:00Z"))).isEqualByComparingTo("0.045");
  }

  @Test
  void listModeIgnoresTheLoggedCost() {
    CostCalculator list = new CostCalculator(PriceBook.bundled(), PricingPolicy.standard());

    assertThat(total(list, withLoggedCost("claude-3-7-sonnet-20250219", "0.09")))
        .isEqualByComparingTo("0.045");
  }

  @Test
  void declinedAttemptsWithoutOutputAreBilledIfThePolicySaysSo() {
    BillableCall declined =
        new BillableCall(
            Optional.of("claude-fable-5"),
            Instant.parse("2026-07-01T00:00:00Z"),
            List.of(new RequestTokens(10_000, 0, 0, 0, 0)),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of("global"),
            0,
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty());
    PricingPolicy policy =
        new PricingPolicy(
            PricingMode.LIST,
            List.of(),
            List.of(),
            Map.of(),
            ExchangeRates.none(),
            true,
            UnstatedGeo.MARKED);

    assertThat(total(new CostCalculator(PriceBook.bundled(), policy), declined))
        .isEqualByComparingTo("0.1");
    assertThat(total(new CostCalculator(PriceBook.bundled(), PricingPolicy.standard()), declined))
        .isEqualByComparingTo("0");
  }

  @Test
  void anUnknownModelIsReportedByItsNormalisedName() {
    CostCalculator calculator = new CostCalculator(PriceBook.bundled(), PricingPolicy.standard());

    assertThat(calculator.price(BillableCall.of("Proxy/Claude-Opus-7.1[1m]", FEBRUARY, TOKENS)))
        .isEqualTo(new Unpriced(Optional.of("claude-opus-7-1"), UnpricedReason.UNKNOWN_MODEL));
  }

  private static CostCalculator with(Discount... discounts) {
    return new CostCalculator(
        PriceBook.bundled(), PricingPolicy.standard().withDiscounts(List.of(discounts)));
  }

  private static CostCalculator logged() {
    return new CostCalculator(
        PriceBook.bundled(), PricingPolicy.standard().withMode(PricingMode.LOGGED));
  }

  private static Discount discount(Optional<String> model, String from, String to, String factor) {
    return new Discount(
        model,
        Instant.parse(from + "T00:00:00Z"),
        Optional.of(Instant.parse(to + "T00:00:00Z")),
        new BigDecimal(factor));
  }

  private static BillableCall sonnet(String at) {
    return BillableCall.of("claude-sonnet-4-5", Instant.parse(at), TOKENS);
  }

  private static BillableCall withLoggedCost(String model, String usd) {
    return new BillableCall(
        Optional.of(model),
        JUNE_2025,
        List.of(TOKENS),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.of("end_turn"),
        Optional.empty(),
        false,
        Optional.of(new BigDecimal(usd)));
  }

  private static Priced priced(CostCalculator calculator, BillableCall call) {
    return (Priced) calculator.price(call);
  }

  private static BigDecimal total(CostCalculator calculator, BillableCall call) {
    return priced(calculator, call).cost().total();
  }
}
