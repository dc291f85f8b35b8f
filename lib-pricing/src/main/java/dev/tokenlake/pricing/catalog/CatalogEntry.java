package dev.tokenlake.pricing.catalog;

import dev.tokenlake.pricing.book.LongContext;
import dev.tokenlake.pricing.book.Rates;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What a catalogue says of one model.
 *
 * @param key the model as the catalogue calls it
 * @param rates US dollars per million tokens; what the catalogue leaves out is empty
 * @param longContext its card for long prompts; empty when it states none
 * @param fast its multiplier for fast mode; empty when it states none
 * @param us its multiplier for US inference; empty when it states none
 * @param contextWindow tokens; empty when it states none
 */
public record CatalogEntry(
    String key,
    Rates rates,
    Optional<LongContext> longContext,
    Optional<BigDecimal> fast,
    Optional<BigDecimal> us,
    Optional<Long> contextWindow) {
  public CatalogEntry {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(rates, "rates");
    Objects.requireNonNull(longContext, "longContext");
    Objects.requireNonNull(fast, "fast");
    Objects.requireNonNull(us, "us");
    Objects.requireNonNull(contextWindow, "contextWindow");
  }
}
