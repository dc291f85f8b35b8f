package dev.tokenlake.pricing.currency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeRatesTest {

  private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

  private final ExchangeRates rates =
      new ExchangeRates(
          List.of(
              new ExchangeRate("EUR", MARCH, new BigDecimal("0.9")),
              new ExchangeRate("EUR", JANUARY, new BigDecimal("0.8")),
              new ExchangeRate("CHF", JANUARY, new BigDecimal("0.7"))));

  @Test
  void theLatestRateThatHasBegunCounts() {
    assertThat(rates.convert(BigDecimal.TEN, "EUR", LocalDate.of(2026, 2, 28)))
        .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("8"));
    assertThat(rates.convert(BigDecimal.TEN, "EUR", MARCH))
        .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("9"));
  }

  @Test
  void withoutARateThereIsNoAmount() {
    assertThat(rates.convert(BigDecimal.TEN, "EUR", LocalDate.of(2025, 12, 31))).isEmpty();
    assertThat(rates.convert(BigDecimal.TEN, "JPY", MARCH)).isEmpty();
  }

  @Test
  void dollarsNeedNoRate() {
    assertThat(ExchangeRates.none().convert(BigDecimal.TEN, "USD", MARCH)).contains(BigDecimal.TEN);
  }

  @Test
  void ratesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new ExchangeRate("euro", MARCH, BigDecimal.ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a currency code: euro");
    assertThatThrownBy(() -> new ExchangeRate("EUR", MARCH, BigDecimal.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Exchange rate is not positive: 0 EUR");
    ExchangeRate twice = new ExchangeRate("EUR", MARCH, BigDecimal.ONE);
    assertThatThrownBy(() -> new ExchangeRates(List.of(twice, twice)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Two rates of EUR from 2026-03-01");
  }
}
