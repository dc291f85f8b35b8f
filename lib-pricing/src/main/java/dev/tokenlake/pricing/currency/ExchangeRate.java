package dev.tokenlake.pricing.currency;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a dollar is worth from a day on, until the next rate of the currency.
 *
 * @param currency ISO 4217 code, e.g. {@code EUR}
 * @param from first day, UTC
 * @param perUsd units of the currency for one US dollar, above 0
 */
public record ExchangeRate(String currency, LocalDate from, BigDecimal perUsd) {

  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

  public ExchangeRate {
    Objects.requireNonNull(from, "from");
    if (!CODE.matcher(currency).matches()) {
      throw new IllegalArgumentException("Not a currency code: " + currency);
    }
    if (perUsd.signum() <= 0) {
      throw new IllegalArgumentException(
          "Exchange rate is not positive: " + perUsd.toPlainString() + " " + currency);
    }
  }
}
