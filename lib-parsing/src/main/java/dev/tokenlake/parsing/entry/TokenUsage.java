package dev.tokenlake.parsing.entry;

/**
 * Tokens of one request in five classes that never overlap, after the repair of section "counting"
 * in the module's README.
 *
 * @param input {@code input_tokens}: read fresh, excludes both cache classes
 * @param output {@code output_tokens}: includes thinking
 * @param cacheWrite5m tokens written to the cache for five minutes
 * @param cacheWrite1h tokens written to the cache for an hour
 * @param cacheRead {@code cache_read_input_tokens}
 * @param ttlAssumed whether some cache write is counted as five minutes only because the log does
 *     not say which
 */
public record TokenUsage(
    long input,
    long output,
    long cacheWrite5m,
    long cacheWrite1h,
    long cacheRead,
    boolean ttlAssumed) {

  public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, 0, false);

  public TokenUsage {
    if (input < 0 || output < 0 || cacheWrite5m < 0 || cacheWrite1h < 0 || cacheRead < 0) {
      throw new IllegalArgumentException(
          "Negative token count among %d, %d, %d, %d, %d"
              .formatted(input, output, cacheWrite5m, cacheWrite1h, cacheRead));
    }
  }

  /**
   * Usage from the numbers as logged. The write total is the larger of the flat count and the sum
   * of the split, since some versions logged one of the two as 0; what the split leaves open is
   * taken as five minutes.
   *
   * @param flatCacheWrite {@code cache_creation_input_tokens}, 0 when absent
   * @param split5m {@code cache_creation.ephemeral_5m_input_tokens}, 0 when absent
   * @param split1h {@code cache_creation.ephemeral_1h_input_tokens}, 0 when absent
   */
  public static TokenUsage ofLogged(
      long input, long output, long flatCacheWrite, long split5m, long split1h, long cacheRead) {
    long split = Math.addExact(split5m, split1h);
    long write = Math.max(flatCacheWrite, split);
    return new TokenUsage(input, output, write - split1h, split1h, cacheRead, split < write);
  }

  /** Both cache writes. */
  public long cacheWrite() {
    return Math.addExact(cacheWrite5m, cacheWrite1h);
  }

  /** Tokens the model was shown: input, cache writes and cache reads. */
  public long context() {
    return Math.addExact(Math.addExact(input, cacheWrite()), cacheRead);
  }
}
