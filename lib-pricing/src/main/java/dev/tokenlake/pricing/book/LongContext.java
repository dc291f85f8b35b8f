package dev.tokenlake.pricing.book;

import java.util.Objects;

/**
 * The rate card of requests with a long prompt. It prices the whole request, output included.
 *
 * @param threshold tokens of input, cache writes and cache reads together; the card applies when
 *     one request has more than this
 * @param rates the card
 */
public record LongContext(long threshold, Rates rates) {
  public LongContext {
    Objects.requireNonNull(rates, "rates");
    if (threshold <= 0) {
      throw new IllegalArgumentException("Long-context threshold is not positive: " + threshold);
    }
  }
}
