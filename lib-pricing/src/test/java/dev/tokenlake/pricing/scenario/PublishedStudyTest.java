package dev.tokenlake.pricing.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.cost.BillableCall;
import dev.tokenlake.pricing.cost.CostCalculator;
import dev.tokenlake.pricing.cost.PricingPolicy;
import dev.tokenlake.pricing.cost.RequestTokens;
import dev.tokenlake.pricing.scenario.Scenario.Actual;
import dev.tokenlake.pricing.scenario.Scenario.NoCaching;
import dev.tokenlake.pricing.scenario.ScenarioResult.Ranged;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The published study of 3,007 sessions, 2026-01-09 to 2026-03-03: tokens by model, in millions,
 * and one sum of cache writes. Neither the models nor the lifetimes of the writes were published,
 * so the cost is a range: from all writes on Haiku for five minutes to all on Opus for one hour.
 * Requests stay below the long-context threshold.
 */
class PublishedStudyTest {

  private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");
  private static final BigDecimal WRITES = new BigDecimal("597.446099");

  private static final List<Used> BY_MODEL =
      List.of(
          new Used("claude-sonnet-4-5", "1.77", "1.88", "4220"),
          new Used("claude-sonnet-4-6", "0.53", "5.51", "4210"),
          new Used("claude-haiku-4-5", "5.56", "0.65", "940"),
          new Used("claude-opus-4-6", "0.84", "0.14", "1430"),
          new Used("claude-opus-4-5", "1.27", "5.11", "1400"));

  private final ScenarioCalculator calculator =
      new ScenarioCalculator(new CostCalculator(PriceBook.bundled(), PricingPolicy.standard()));

  @Test
  void costWithCachingIsARangeWithinThePublishedBounds() {
    // 23.01 input + 245.35 output + 4,038.00 reads = 4,306.36, and the writes.
    BigDecimal least = withWritesOn("claude-haiku-4-5", new Actual()).low().total();
    BigDecimal most = withWritesOn("claude-opus-4-5", new Actual()).high().total();

    // 597.446099 x 1.25 and x 10.
    assertThat(least).isEqualByComparingTo("5053.16762375");
    assertThat(most).isEqualByComparingTo("10280.82099");
    assertThat(least).isBetween(new BigDecimal("5053"), new BigDecimal("10281"));
    assertThat(most).isBetween(new BigDecimal("5053"), new BigDecimal("10281"));
  }

  @Test
  void costWithoutCachingIsMoreThanFourTimesAsMuchWhereverTheWritesWere() {
    // 23.01 input + 245.35 output + 40,380.00 reads as input = 40,648.36, and the writes as input.
    CostRange haiku = withWritesOn("claude-haiku-4-5", new NoCaching());
    CostRange opus = withWritesOn("claude-opus-4-5", new NoCaching());

    assertThat(haiku.low().total()).isEqualByComparingTo("41245.806099");
    assertThat(opus.high().total()).isEqualByComparingTo("43635.590495");
    BigDecimal least =
        haiku
            .low()
            .total()
            .divide(
                withWritesOn("claude-opus-4-5", new Actual()).high().total(), 4, RoundingMode.DOWN);
    assertThat(least).isGreaterThan(new BigDecimal("4"));
  }

  private CostRange withWritesOn(String model, Scenario scenario) {
    CostRange sum = million(model, scenario, new RequestTokens(0, 0, 1000, 0, 0), WRITES);
    for (Used used : BY_MODEL) {
      sum =
          sum.plus(of(used.model(), scenario, new RequestTokens(1000, 0, 0, 0, 0), used.input()))
              .plus(of(used.model(), scenario, new RequestTokens(0, 1000, 0, 0, 0), used.output()))
              .plus(of(used.model(), scenario, new RequestTokens(0, 0, 0, 0, 1000), used.read()));
    }
    return sum;
  }

  private CostRange of(String model, Scenario scenario, RequestTokens thousand, String millions) {
    return million(model, scenario, thousand, new BigDecimal(millions));
  }

  /** Prices a thousand tokens and takes them as often as it needs. */
  private CostRange million(
      String model, Scenario scenario, RequestTokens thousand, BigDecimal millions) {
    BillableCall call =
        new BillableCall(
            Optional.of(model),
            AT,
            List.of(thousand),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.of("global"),
            0,
            Optional.of("end_turn"),
            Optional.empty(),
            false,
            Optional.empty());
    CostRange range = ((Ranged) calculator.price(scenario, call)).range();
    BigDecimal times = millions.movePointRight(3);
    return new CostRange(range.low().times(times), range.high().times(times));
  }

  private record Used(String model, String input, String output, String read) {}
}
