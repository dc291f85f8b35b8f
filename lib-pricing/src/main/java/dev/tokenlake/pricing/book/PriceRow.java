package dev.tokenlake.pricing.book;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * The price of one model over one period.
 *
 * @param modelId canonical model id
 * @param from first instant of the period, inclusive; empty when the row's begin is not known, and
 *     it then holds for every earlier instant
 * @param to first instant after the period; empty while the row is in force
 * @param rates ordinary card
 * @param longContext card for long prompts; empty when the price does not depend on length
 * @param multipliers factors for fast, batch and place
 * @param webSearchUsd US dollars per web search request; empty when unknown
 * @param contextWindow tokens one request may hold; empty when unknown
 * @param provenance source, date checked, confidence
 */
public record PriceRow(
    String modelId,
    Optional<Instant> from,
    Optional<Instant> to,
    Rates rates,
    Optional<LongContext> longContext,
    Multipliers multipliers,
    Optional<BigDecimal> webSearchUsd,
    Optional<Long> contextWindow,
    Provenance provenance) {

  public PriceRow {
    Objects.requireNonNull(rates, "rates");
    Objects.requireNonNull(multipliers, "multipliers");
    Objects.requireNonNull(provenance, "provenance");
    if (modelId.isBlank()) {
      throw new IllegalArgumentException("Blank model id");
    }
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw new IllegalArgumentException("Empty period: " + from.get() + " to " + to.get());
    }
    longContext.ifPresent(card -> notCheaper(rates, card.rates()));
    webSearchUsd.ifPresent(
        usd -> {
          if (usd.signum() < 0 || usd.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                "Absurd web_search: " + usd.toPlainString() + " USD per request");
          }
        });
    contextWindow.ifPresent(
        tokens -> {
          if (tokens <= 0) {
            throw new IllegalArgumentException("Context window is not positive: " + tokens);
          }
        });
  }

  /** Whether the period contains {@code at}. */
  public boolean covers(Instant at) {
    return from.map(start -> !at.isBefore(start)).orElse(true) && to.map(at::isBefore).orElse(true);
  }

  /** The same price over another period. */
  public PriceRow during(Optional<Instant> newFrom, Optional<Instant> newTo) {
    return new PriceRow(
        modelId,
        newFrom,
        newTo,
        rates,
        longContext,
        multipliers,
        webSearchUsd,
        contextWindow,
        provenance);
  }

  public String source() {
    return provenance.source();
  }

  public LocalDate checkedOn() {
    return provenance.checkedOn();
  }

  public Confidence confidence() {
    return provenance.confidence();
  }

  private static void notCheaper(Rates base, Rates card) {
    if (card.input().compareTo(base.input()) < 0 || card.output().compareTo(base.output()) < 0) {
      throw new IllegalArgumentException("Absurd rates: the long-context card is the cheaper one");
    }
  }
}
