package dev.tokenlake.pricing.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.pricing.book.Confidence;
import dev.tokenlake.pricing.book.Multipliers;
import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.book.Provenance;
import dev.tokenlake.pricing.book.Rates;
import dev.tokenlake.pricing.cost.PricingResult.Priced;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CostPropertyTest {

  private static final Instant AT = Instant.parse("2026-11-20T00:00:00Z");

  private final CostCalculator calculator =
      new CostCalculator(PriceBook.bundled(), PricingPolicy.standard());

  @Property
  void partsAddUpToTheTotal(
      @ForAll("models") String model, @ForAll("requests") RequestTokens tokens) {
    Cost cost = cost(model, List.of(tokens));

    assertThat(cost.total())
        .isEqualByComparingTo(
            cost.input()
                .add(cost.output())
                .add(cost.cacheWrite5m())
                .add(cost.cacheWrite1h())
                .add(cost.cacheRead())
                .add(cost.tools()));
  }

  @Property
  void aFlatPriceIsLinearInTokens(
      @ForAll("requests") RequestTokens tokens, @ForAll @IntRange(min = 0, max = 1000) int times) {
    RequestTokens many =
        new RequestTokens(
            tokens.input() * times,
            tokens.output() * times,
            tokens.cacheWrite5m() * times,
            tokens.cacheWrite1h() * times,
            tokens.cacheRead() * times);

    Cost once = cost("claude-opus-4-8", List.of(tokens));

    assertThat(
            cost("claude-opus-4-8", List.of(many))
                .sameAmounts(once.times(BigDecimal.valueOf(times))))
        .isTrue();
  }

  @Property
  void requestsOfOneCallCostWhatTheyCostApart(
      @ForAll("models") String model,
      @ForAll @Size(min = 1, max = 6)
          List<@net.jqwik.api.From("requests") RequestTokens> requests) {
    Cost apart =
        requests.stream().map(one -> cost(model, List.of(one))).reduce(Cost.ZERO, Cost::plus);

    assertThat(cost(model, requests).sameAmounts(apart)).isTrue();
  }

  @Property
  void sumsDoNotDependOnOrder(
      @ForAll @Size(max = 30) List<@net.jqwik.api.From("requests") RequestTokens> requests,
      @ForAll Random random) {
    List<Cost> costs =
        new ArrayList<>(
            requests.stream().map(one -> cost("claude-haiku-5-5", List.of(one))).toList());
    Cost inOrder = costs.stream().reduce(Cost.ZERO, Cost::plus);
    Collections.shuffle(costs, random);

    assertThat(costs.stream().reduce(Cost.ZERO, Cost::plus)).isEqualTo(inOrder);
  }

  @Property
  void aHigherRateNeverCostsLess(
      @ForAll("requests") RequestTokens tokens,
      @ForAll("increases") BigDecimal increase,
      @ForAll @IntRange(min = 0, max = 4) int raised) {
    // Far enough apart that no increase makes the card absurd.
    BigDecimal[] rates = {
      new BigDecimal("10"),
      new BigDecimal("50"),
      new BigDecimal("12.5"),
      new BigDecimal("20"),
      new BigDecimal("1")
    };
    BigDecimal before = total(rates, tokens);
    rates[raised] = rates[raised].add(increase);
    long[] counts = {
      tokens.input(),
      tokens.output(),
      tokens.cacheWrite5m(),
      tokens.cacheWrite1h(),
      tokens.cacheRead()
    };

    // The difference is the increase on exactly the tokens of the raised class.
    assertThat(total(rates, tokens).subtract(before))
        .isEqualByComparingTo(
            increase.multiply(BigDecimal.valueOf(counts[raised])).movePointLeft(6))
        .isNotNegative();
  }

  @Property
  void anApportionedLoggedCostKeepsItsTotal(
      @ForAll("requests") RequestTokens tokens, @ForAll("increases") BigDecimal usd) {
    BillableCall call = BillableCall.of("claude-opus-4-8", AT, tokens);

    assertThat(LoggedCost.apportion(usd, call, Optional.empty()).total()).isEqualByComparingTo(usd);
    assertThat(
            LoggedCost.apportion(usd, call, Optional.of(cost("claude-opus-4-8", List.of(tokens))))
                .total())
        .isEqualByComparingTo(usd);
  }

  @Provide
  Arbitrary<RequestTokens> requests() {
    Arbitrary<Long> count = Arbitraries.longs().between(0, 400_000);
    return Combinators.combine(count, count, count, count, count).as(RequestTokens::new);
  }

  @Provide
  Arbitrary<String> models() {
    return Arbitraries.of(
        "claude-3-haiku",
        "claude-sonnet-4-5",
        "claude-opus-4-8",
        "claude-sonnet-5-5",
        "claude-haiku-5-5",
        "claude-fable-5-2");
  }

  @Provide
  Arbitrary<BigDecimal> increases() {
    return Arbitraries.bigDecimals().between(BigDecimal.ZERO, new BigDecimal("5")).ofScale(4);
  }

  private Cost cost(String model, List<RequestTokens> requests) {
    return ((Priced)
            calculator.price(BillableCall.of(model, AT, requests.get(0)).withRequests(requests)))
        .cost();
  }

  private static BigDecimal total(BigDecimal[] rates, RequestTokens tokens) {
    PriceRow row =
        new PriceRow(
            "m",
            Optional.empty(),
            Optional.empty(),
            new Rates(
                rates[0],
                rates[1],
                Optional.of(rates[2]),
                Optional.of(rates[3]),
                Optional.of(rates[4])),
            Optional.empty(),
            Multipliers.NONE,
            Optional.empty(),
            Optional.empty(),
            new Provenance("test", LocalDate.of(2026, 11, 22), Confidence.HIGH, ""));
    CostCalculator own = new CostCalculator(PriceBook.of(List.of(row)), PricingPolicy.standard());
    return ((Priced) own.price(BillableCall.of("m", AT, tokens))).cost().total();
  }
}
