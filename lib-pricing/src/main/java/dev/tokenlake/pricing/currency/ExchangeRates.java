package dev.tokenlake.pricing.currency;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Dated exchange rates.
 *
 * @param rates in any order; one per currency and day
 */
public record ExchangeRates(List<ExchangeRate> rates) {

  private static final String USD = "USD";

  public ExchangeRates {
    rates = List.copyOf(rates);
    Set<String> seen = new HashSet<>();
    for (ExchangeRate rate : rates) {
      if (!seen.add(rate.currency() + rate.from())) {
        throw new IllegalArgumentException(
            "Two rates of " + rate.currency() + " from " + rate.from());
      }
    }
  }

  /** No currency but the dollar. */
  public static ExchangeRates none() {
    return new ExchangeRates(List.of());
  }

  /**
   * @param usd US dollars
   * @param on day whose rate counts
   * @return the amount in {@code currency}, unrounded; empty when no rate is known that day
   */
  public Optional<BigDecimal> convert(BigDecimal usd, String currency, LocalDate on) {
    if (currency.equals(USD)) {
      return Optional.of(usd);
    }
    return rates.stream()
        .filter(rate -> rate.currency().equals(currency) && !rate.from().isAfter(on))
        .max((a, b) -> a.from().compareTo(b.from()))
        .map(rate -> usd.multiply(rate.perUsd()));
  }
}
