package dev.tokenlake.pricing.cost;

import dev.tokenlake.pricing.book.FastLongContext;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.book.Rates;
import java.math.BigDecimal;
import java.util.Optional;

/** Chooses the card of one request and multiplies tokens by it. */
final class RateCard {

  /** Rates are per million tokens. */
  private static final int MILLION = 6;

  private RateCard() {}

  /** Whether the whole request is priced by the row's long-context card. */
  static boolean isLong(PriceRow row, RequestTokens tokens, boolean fast) {
    if (row.longContext().isEmpty() || tokens.context() <= row.longContext().get().threshold()) {
      return false;
    }
    return !fast || row.multipliers().fastLongContext() == FastLongContext.STACKS;
  }

  /** The request at {@code rates}; empty when a class it used has no rate. */
  static Optional<Cost> price(RequestTokens tokens, Rates rates, BigDecimal factor) {
    if (lacks(tokens.cacheWrite5m(), rates.cacheWrite5m())
        || lacks(tokens.cacheWrite1h(), rates.cacheWrite1h())
        || lacks(tokens.cacheRead(), rates.cacheRead())) {
      return Optional.empty();
    }
    return Optional.of(
        new Cost(
            usd(tokens.input(), rates.input(), factor),
            usd(tokens.output(), rates.output(), factor),
            usd(tokens.cacheWrite5m(), rates.cacheWrite5m(), factor),
            usd(tokens.cacheWrite1h(), rates.cacheWrite1h(), factor),
            usd(tokens.cacheRead(), rates.cacheRead(), factor),
            BigDecimal.ZERO));
  }

  private static boolean lacks(long tokens, Optional<BigDecimal> rate) {
    return tokens > 0 && rate.isEmpty();
  }

  private static BigDecimal usd(long tokens, Optional<BigDecimal> rate, BigDecimal factor) {
    return tokens == 0 ? BigDecimal.ZERO : usd(tokens, rate.orElseThrow(), factor);
  }

  private static BigDecimal usd(long tokens, BigDecimal rate, BigDecimal factor) {
    return BigDecimal.valueOf(tokens).multiply(rate).multiply(factor).movePointLeft(MILLION);
  }
}
