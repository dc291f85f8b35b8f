package dev.tokenlake.pricing.cost;

/**
 * Tokens of one request to a model, in disjoint classes. A response that took several requests (an
 * {@code iterations} array) has one of these each, since the long-context price is decided on each.
 *
 * @param input tokens read fresh; excludes both cache classes
 * @param output tokens generated, thinking included
 * @param cacheWrite5m tokens written to the five-minute cache
 * @param cacheWrite1h tokens written to the one-hour cache
 * @param cacheRead tokens read from cache
 */
public record RequestTokens(
    long input, long output, long cacheWrite5m, long cacheWrite1h, long cacheRead) {
  public RequestTokens {
    if (input < 0 || output < 0 || cacheWrite5m < 0 || cacheWrite1h < 0 || cacheRead < 0) {
      throw new IllegalArgumentException(
          "Negative token count: input %d, output %d, write 5m %d, write 1h %d, read %d"
              .formatted(input, output, cacheWrite5m, cacheWrite1h, cacheRead));
    }
  }

  /** Everything the model was given: input, cache writes and cache reads. */
  public long context() {
    return input + cacheWrite() + cacheRead;
  }

  /** Tokens written to either cache. */
  public long cacheWrite() {
    return cacheWrite5m + cacheWrite1h;
  }
}
