package dev.tokenlake.pricing.scenario;

import dev.tokenlake.pricing.cost.RequestTokens;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What scenarios do to the tokens of one request. */
final class RequestChange {
  private RequestChange() {}

  static RequestTokens uncached(RequestTokens tokens) {
    return new RequestTokens(tokens.context(), tokens.output(), 0, 0, 0);
  }

  static RequestTokens writes5m(RequestTokens tokens) {
    return new RequestTokens(
        tokens.input(), tokens.output(), tokens.cacheWrite(), 0, tokens.cacheRead());
  }

  static RequestTokens writes1h(RequestTokens tokens) {
    return new RequestTokens(
        tokens.input(), tokens.output(), 0, tokens.cacheWrite(), tokens.cacheRead());
  }

  static RequestTokens capped(RequestTokens tokens, long cap) {
    long excess = Math.max(0, tokens.context() - cap);
    long read = Math.min(excess, tokens.cacheRead());
    excess -= read;
    long write5m = Math.min(excess, tokens.cacheWrite5m());
    excess -= write5m;
    long write1h = Math.min(excess, tokens.cacheWrite1h());
    excess -= write1h;
    return new RequestTokens(
        tokens.input() - excess,
        tokens.output(),
        tokens.cacheWrite5m() - write5m,
        tokens.cacheWrite1h() - write1h,
        tokens.cacheRead() - read);
  }

  static RequestTokens cut(RequestTokens tokens, BigDecimal share) {
    BigDecimal rest = BigDecimal.ONE.subtract(share);
    return new RequestTokens(
        part(tokens.input(), rest),
        tokens.output(),
        part(tokens.cacheWrite5m(), rest),
        part(tokens.cacheWrite1h(), rest),
        part(tokens.cacheRead(), rest));
  }

  private static long part(long tokens, BigDecimal rest) {
    return BigDecimal.valueOf(tokens)
        .multiply(rest)
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }
}
