package dev.tokenlake.pricing.cost;

import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.currency.ExchangeRates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user wants priced otherwise than the book does.
 *
 * @param mode list price or logged cost
 * @param overrides rows that replace the book's in their period, or add models
 * @param discounts at most one for a model and instant, and one for all models; the model's own
 *     wins
 * @param aliases logged spelling to canonical id, for models the match policy cannot know
 * @param exchangeRates currencies beside the US dollar; used when showing, never when pricing
 * @param billDeclinedWithoutOutput whether a fallback attempt declined before any output is billed
 * @param unstatedGeo how to read a log that does not say where inference ran
 */
public record PricingPolicy(
    PricingMode mode,
    List<PriceRow> overrides,
    List<Discount> discounts,
    Map<String, String> aliases,
    ExchangeRates exchangeRates,
    boolean billDeclinedWithoutOutput,
    UnstatedGeo unstatedGeo) {

  public PricingPolicy {
    Objects.requireNonNull(mode, "mode");
    overrides = List.copyOf(overrides);
    discounts = List.copyOf(discounts);
    aliases = Map.copyOf(aliases);
    Objects.requireNonNull(exchangeRates, "exchangeRates");
    Objects.requireNonNull(unstatedGeo, "unstatedGeo");
    refuseOverlaps(discounts);
  }

  /** List prices of the book, nothing else. */
  public static PricingPolicy standard() {
    return new PricingPolicy(
        PricingMode.LIST,
        List.of(),
        List.of(),
        Map.of(),
        ExchangeRates.none(),
        false,
        UnstatedGeo.MARKED);
  }

  public PricingPolicy withMode(PricingMode other) {
    return new PricingPolicy(
        other,
        overrides,
        discounts,
        aliases,
        exchangeRates,
        billDeclinedWithoutOutput,
        unstatedGeo);
  }

  public PricingPolicy withOverrides(List<PriceRow> other) {
    return new PricingPolicy(
        mode, other, discounts, aliases, exchangeRates, billDeclinedWithoutOutput, unstatedGeo);
  }

  public PricingPolicy withDiscounts(List<Discount> other) {
    return new PricingPolicy(
        mode, overrides, other, aliases, exchangeRates, billDeclinedWithoutOutput, unstatedGeo);
  }

  public PricingPolicy withAliases(Map<String, String> other) {
    return new PricingPolicy(
        mode, overrides, discounts, other, exchangeRates, billDeclinedWithoutOutput, unstatedGeo);
  }

  /** What remains to be paid of a list price; empty when no discount applies. */
  Optional<BigDecimal> discountFactor(String model, Instant at) {
    return discountFactor(Optional.of(model), at).or(() -> discountFactor(Optional.empty(), at));
  }

  private Optional<BigDecimal> discountFactor(Optional<String> model, Instant at) {
    for (Discount discount : discounts) {
      if (discount.applies(model, at)) {
        return Optional.of(discount.factor());
      }
    }
    return Optional.empty();
  }

  private static void refuseOverlaps(List<Discount> discounts) {
    for (int i = 0; i < discounts.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (discounts.get(i).overlaps(discounts.get(j))) {
          throw new IllegalArgumentException(
              "Two discounts at once for "
                  + discounts.get(i).model().orElse("all models")
                  + ", the later from "
                  + discounts.get(i).from());
        }
      }
    }
  }
}
