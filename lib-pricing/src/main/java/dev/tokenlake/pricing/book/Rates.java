package dev.tokenlake.pricing.book;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One rate card: US dollars per million tokens of each class.
 *
 * @param input tokens read fresh
 * @param output tokens generated, thinking included
 * @param cacheWrite5m tokens written to the five-minute cache; empty when unknown
 * @param cacheWrite1h tokens written to the one-hour cache; empty when unknown
 * @param cacheRead tokens read from cache; empty when unknown
 */
public record Rates(
    BigDecimal input,
    BigDecimal output,
    Optional<BigDecimal> cacheWrite5m,
    Optional<BigDecimal> cacheWrite1h,
    Optional<BigDecimal> cacheRead) {

  /** Above this, a rate was written per thousand or per token by mistake. */
  private static final BigDecimal MOST = new BigDecimal("1000");

  /** Below this, a rate was written per token by mistake. */
  private static final BigDecimal LEAST = new BigDecimal("0.0001");

  /**
   * @throws IllegalArgumentException for rates no vendor would publish: negative, in the wrong
   *     unit, reads dearer than fresh input, writes cheaper than reads, a long-lived write cheaper
   *     than a short-lived one; a write that costs nothing is allowed, some vendors do not charge
   *     it
   */
  public Rates {
    plausible("input", input);
    plausible("output", output);
    cacheWrite5m.ifPresent(rate -> plausible("cache_write_5m", rate));
    cacheWrite1h.ifPresent(rate -> plausible("cache_write_1h", rate));
    cacheRead.ifPresent(rate -> plausible("cache_read", rate));
    cacheRead.ifPresent(rate -> atLeast("input", input, "cache_read", rate));
    cacheRead.ifPresent(
        read -> {
          cacheWrite5m
              .filter(write -> write.signum() > 0)
              .ifPresent(write -> atLeast("cache_write_5m", write, "cache_read", read));
          cacheWrite1h
              .filter(write -> write.signum() > 0)
              .ifPresent(write -> atLeast("cache_write_1h", write, "cache_read", read));
        });
    if (cacheWrite5m.isPresent() && cacheWrite1h.isPresent()) {
      atLeast("cache_write_1h", cacheWrite1h.get(), "cache_write_5m", cacheWrite5m.get());
    }
  }

  private static void plausible(String name, BigDecimal rate) {
    if (rate.signum() < 0) {
      throw new IllegalArgumentException("Negative " + name + ": " + rate.toPlainString());
    }
    boolean unlikely = rate.compareTo(MOST) > 0 || rate.compareTo(LEAST) < 0;
    if (rate.signum() > 0 && unlikely) {
      throw new IllegalArgumentException(
          "Absurd " + name + ": " + rate.toPlainString() + " USD per million tokens");
    }
  }

  private static void atLeast(String upper, BigDecimal high, String lower, BigDecimal low) {
    if (high.compareTo(low) < 0) {
      throw new IllegalArgumentException(
          "Absurd rates: %s %s is below %s %s"
              .formatted(upper, high.toPlainString(), lower, low.toPlainString()));
    }
  }
}
