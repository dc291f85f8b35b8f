package dev.tokenlake.jobs.rollup;

import dev.tokenlake.parsing.count.Call;
import dev.tokenlake.parsing.count.CallKind;
import dev.tokenlake.parsing.count.Telling;
import dev.tokenlake.parsing.entry.TokenUsage;
import dev.tokenlake.parsing.session.PlacedCall;
import dev.tokenlake.pricing.cost.BillableCall;
import dev.tokenlake.pricing.cost.RequestTokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Where the two libraries meet: a call of the logs as pricing wants it. */
final class BillableCalls {
  private BillableCalls() {}

  /**
   * @param at when the response began
   */
  static BillableCall of(PlacedCall placed, Instant at) {
    Call call = placed.call();
    Telling telling = placed.response().telling();
    return new BillableCall(
        call.model(),
        at,
        call.requests().stream().map(BillableCalls::tokens).toList(),
        call.tokens().ttlAssumed(),
        telling.usage().speed(),
        telling.usage().serviceTier(),
        telling.usage().inferenceGeo(),
        isTopLevel(call) ? telling.usage().webSearchRequests() : 0,
        telling.stopReason(),
        telling.refusalCategory(),
        call.kind() == CallKind.DECLINED,
        loggedCost(placed));
  }

  /** What the log states for the response, which is a matter of its top level alone. */
  static Optional<BigDecimal> loggedCost(PlacedCall placed) {
    return isTopLevel(placed.call())
        ? placed.response().telling().loggedCostUsd()
        : Optional.empty();
  }

  static boolean isTopLevel(Call call) {
    return call.kind() == CallKind.MESSAGE;
  }

  private static RequestTokens tokens(TokenUsage usage) {
    return new RequestTokens(
        usage.input(),
        usage.output(),
        usage.cacheWrite5m(),
        usage.cacheWrite1h(),
        usage.cacheRead());
  }
}
