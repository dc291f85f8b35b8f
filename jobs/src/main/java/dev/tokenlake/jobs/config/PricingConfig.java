package dev.tokenlake.jobs.config;

import dev.tokenlake.pricing.cost.PricingMode;
import dev.tokenlake.pricing.cost.PricingPolicy;
import dev.tokenlake.pricing.scenario.Scenario;
import dev.tokenlake.pricing.subscription.Subscription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How calls are priced and what their cost is compared with.
 *
 * @param section the section of the configuration as JSON: it can travel to where tasks run, and
 *     {@link PricingConfigReader#ofText} makes the same of it there
 * @param policy what is priced otherwise than the book says
 * @param currency ISO 4217 code of the currency to show beside the dollar
 * @param subscriptions flat plans that were paid
 * @param scenarios in the order they are shown; the first is the calls as they were made
 */
public record PricingConfig(
    String section,
    PricingPolicy policy,
    Optional<String> currency,
    List<Subscription> subscriptions,
    List<Scenario> scenarios) {

  /** List prices of the book and the scenarios that need no choice. */
  public static final PricingConfig STANDARD = PricingConfigReader.ofText("{}");

  public PricingConfig {
    Objects.requireNonNull(section, "section");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(currency, "currency");
    subscriptions = List.copyOf(subscriptions);
    scenarios = List.copyOf(scenarios);
    if (scenarios.isEmpty() || !(scenarios.get(0) instanceof Scenario.Actual)) {
      throw new IllegalArgumentException("The first scenario is not the actual calls");
    }
  }

  /** The same with another mode. */
  public PricingConfig withMode(PricingMode mode) {
    return PricingConfigReader.withMode(this, mode);
  }
}
