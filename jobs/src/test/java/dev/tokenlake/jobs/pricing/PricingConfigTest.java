package dev.tokenlake.jobs.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.config.ConfigFileReader;
import dev.tokenlake.jobs.config.PricingConfig;
import dev.tokenlake.jobs.config.PricingConfigReader;
import dev.tokenlake.pricing.cost.PricingMode;
import dev.tokenlake.pricing.cost.PricingPolicy;
import dev.tokenlake.pricing.cost.UnstatedGeo;
import dev.tokenlake.pricing.scenario.Scenario;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingConfigTest {
  @TempDir private Path folder;

  @Test
  void everythingThatCanBeSaidIsRead() throws IOException {
    PricingConfig pricing =
        read(
            """
            mode: logged
            prices:
              - {model: acme-1, from: 2026-01-01, input: 0.10, output: 2, cache_read: free, aliases: acme acme-latest}
            aliases: {gateway/opus: claude-opus-4-5}
            discounts:
              - {from: 2026-01-01, factor: 0.80}
              - {model: claude-opus-4-5, from: 2026-01-01, to: 2026-02-01, percent_off: 12.5}
            currency: {name: EUR, rates: [{from: 2026-01-01, per_usd: 0.92}]}
            bill_declined_without_output: true
            unstated_geo: premium
            subscriptions: [{plan: Max, usd_per_month: 200, seats: 2, from: 2026-01-01, to: 2026-03-01}]
            scenarios:
              context_cap: 100000
              input_cut_percent: 25
              other_model: [acme, claude-haiku-4-5]
              prices_of: 2026-03-01
            """);

    PricingPolicy policy = pricing.policy();
    assertThat(policy.mode()).isEqualTo(PricingMode.LOGGED);
    assertThat(policy.overrides()).hasSize(1);
    assertThat(policy.overrides().get(0).rates().input()).isEqualByComparingTo("0.1");
    assertThat(policy.overrides().get(0).checkedOn()).isEqualTo(LocalDate.of(2026, 1, 1));
    assertThat(policy.aliases())
        .containsEntry("gateway/opus", "claude-opus-4-5")
        .containsEntry("acme-latest", "acme-1");
    assertThat(policy.discounts().get(0).factor()).isEqualByComparingTo("0.8");
    assertThat(policy.discounts().get(1).factor()).isEqualByComparingTo("0.875");
    assertThat(policy.billDeclinedWithoutOutput()).isTrue();
    assertThat(policy.unstatedGeo()).isEqualTo(UnstatedGeo.PREMIUM);
    assertThat(pricing.currency()).contains("EUR");
    assertThat(
            policy.exchangeRates().convert(BigDecimal.ONE, "EUR", LocalDate.of(2026, 5, 1)).get())
        .isEqualByComparingTo("0.92");
    assertThat(pricing.subscriptions().get(0).seats()).isEqualTo(2);
    assertThat(pricing.scenarios())
        .containsExactly(
            new Scenario.Actual(),
            new Scenario.NoCaching(),
            new Scenario.AllWrites5m(),
            new Scenario.AllWrites1h(),
            new Scenario.ContextCapped(100_000),
            new Scenario.InputCut(new BigDecimal("0.25")),
            new Scenario.OtherModel("acme", Optional.empty()),
            new Scenario.OtherModel("claude-haiku-4-5", Optional.empty()),
            new Scenario.PricesOf(LocalDate.of(2026, 3, 1)));
  }

  @Test
  void theTextOfTheSectionMakesTheSameElsewhere() throws IOException {
    PricingConfig pricing =
        read(
            """
            discounts: [{from: 2026-01-01, factor: 0.1234}]
            prices: [{model: acme-1, from: 2026-01-01, input: 0.3, output: 1.10}]
            """);

    PricingConfig elsewhere = PricingConfigReader.ofText(pricing.section());

    assertThat(elsewhere).isEqualTo(pricing);
    assertThat(pricing.withMode(PricingMode.LOGGED).policy())
        .isEqualTo(pricing.policy().withMode(PricingMode.LOGGED));
    assertThat(PricingConfigReader.ofText(pricing.withMode(PricingMode.LOGGED).section()))
        .isEqualTo(pricing.withMode(PricingMode.LOGGED));
  }

  @Test
  void nothingSaidIsListPrices() throws IOException {
    assertThat(read("").policy()).isEqualTo(PricingPolicy.standard());
    assertThat(PricingConfig.STANDARD.scenarios())
        .extracting(Scenario::name)
        .contains("actual", "no_caching", "context_capped_160000", "input_cut_40");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          speed: fast | pricing: unknown key speed; known are aliases,
          mode: cheap | pricing: mode is none of list, logged: cheap
          mode: [list] | pricing: mode is no single value
          prices: {model: x} | pricing: prices is no list
          prices: [{model: x, output: 1, from: 2026-01-01}] | pricing.prices[1]: Missing input
          prices: [{model: x, input: 1, output: 1, cost: 2, from: 2026-01-01}] | pricing.prices[1]: Unknown field: cost
          prices: [{model: x, input: 1, output: 1}] | pricing.prices[1]: Missing checked_on
          prices: [{model: x, input: 0, output: 1, from: 2026-01-01}] | input is 0: write 'free'
          prices: [{model: x, input: -1, output: 1, from: 2026-01-01}] | Negative input: -1
          prices: [{model: x, input: 1, output: 5, from: 2026-01-01}, {model: x, input: 2, output: 6, from: 2026-02-01}] | pricing: prices: Overlapping prices of x
          aliases: {mine: claude-opus-99} | pricing.aliases: mine leads to claude-opus-99, which no price row names
          aliases: mine | pricing.aliases: expected keys and values
          discounts: [{from: 2026-01-01}] | pricing.discounts[1]: expected either factor
          discounts: [{from: 2026-01-01, factor: 0.5, percent_off: 50}] | pricing.discounts[1]: expected either factor
          discounts: [{factor: 0.5}] | pricing.discounts[1]: missing from
          discounts: [{from: soon, factor: 0.5}] | pricing.discounts[1]: from is no date (YYYY-MM-DD): soon
          discounts: [{from: 2026-01-01, factor: 1.5}] | pricing.discounts[1]: Invalid discount factor: 1.5
          discounts: [{from: 2026-01-01, factor: 0.12345}] | a discount has at most 4 decimals: 0.12345
          discounts: [{model: claude-opus-99, from: 2026-01-01, factor: 0.5}] | no price row names model claude-opus-99
          discounts: [{from: 2026-01-01, factor: 0.5}, {from: 2026-03-01, factor: 0.4}] | pricing: Two discounts at once for all models
          discounts: [{from: 2026-03-01, to: 2026-01-01, factor: 0.4}] | pricing.discounts[1]: Empty discount period
          currency: {name: EUR} | pricing.currency: missing rates
          currency: {rates: [{from: 2026-01-01, per_usd: 1}]} | pricing.currency: missing name
          currency: {name: euro, rates: [{from: 2026-01-01, per_usd: 1}]} | pricing.currency.rates[1]: Not a currency code: euro
          currency: {name: EUR, rates: [{from: 2026-01-01, per_usd: -1}]} | Exchange rate is not positive: -1 EUR
          currency: {name: EUR, rates: [{from: 2026-01-01, per_usd: dear}]} | pricing.currency.rates[1]: per_usd is no number: dear
          currency: {name: EUR, rates: [{from: 2026-01-01, per_usd: 1}, {from: 2026-01-01, per_usd: 2}]} | Two rates of EUR from 2026-01-01
          bill_declined_without_output: perhaps | bill_declined_without_output is neither true nor false: perhaps
          unstated_geo: mars | pricing: unstated_geo is none of marked, global, premium: mars
          subscriptions: [{usd_per_month: 20, from: 2026-01-01}] | pricing.subscriptions[1]: missing plan
          subscriptions: [{plan: Max, usd_per_month: -20, from: 2026-01-01}] | Negative price of plan Max: -20
          subscriptions: [{plan: Max, usd_per_month: 20, seats: 1.5, from: 2026-01-01}] | seats is no whole number: 1.5
          scenarios: {cap: 1} | pricing.scenarios: unknown key cap
          scenarios: {context_cap: 0} | pricing.scenarios: Context cap is not positive: 0
          scenarios: {input_cut_percent: 140} | Share to cut is not within 0 and 1: 1.4
          scenarios: {other_model: gpt-unheard-of} | pricing.scenarios: other_model: no price is known for gpt-unheard-of
          scenarios: {prices_of: yesterday} | prices_of is no date (YYYY-MM-DD): yesterday
          """)
  void aMistakeIsToldWithItsFileAndPlace(String section, String message) {
    assertThatThrownBy(() -> read(section))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("lake.yaml: pricing")
        .hasMessageContaining(message);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    mode: cheap
                    aliases: {mine: nothing}
                    discounts: [{factor: 2}]
                    scenarios: {context_cap: -1}
                    """))
        .isInstanceOf(ConfigException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(4));
  }

  private PricingConfig read(String section) throws IOException {
    Path file = folder.resolve("lake.yaml");
    Files.writeString(file, section.isEmpty() ? "" : "pricing:\n" + section.indent(2));
    return ConfigFileReader.read(file).pricing();
  }
}
