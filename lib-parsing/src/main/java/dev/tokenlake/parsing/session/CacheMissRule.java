package dev.tokenlake.parsing.session;

import dev.tokenlake.parsing.entry.TokenUsage;

/**
 * When a turn counts as a cache miss: the cache gave less than a fifth of a context of more than
 * 5,000 tokens. The thresholds are those of the published studies, so that figures compare.
 */
public final class CacheMissRule {
  private static final long MIN_CONTEXT_TOKENS = 5_000;
  private static final int READ_SHARE_DIVISOR = 5;

  private CacheMissRule() {}

  /**
   * Whether a request missed the cache.
   *
   * @param request tokens of one request
   */
  public static boolean isMiss(TokenUsage request) {
    return request.context() > MIN_CONTEXT_TOKENS
        && request.cacheRead() * READ_SHARE_DIVISOR < request.context();
  }
}
