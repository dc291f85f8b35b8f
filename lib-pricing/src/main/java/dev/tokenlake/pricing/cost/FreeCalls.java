package dev.tokenlake.pricing.cost;

import dev.tokenlake.pricing.model.ModelId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Calls that the vendor answers but does not bill.
 *
 * <p>A refusal before any output is free on the Claude API since 2026-06-02, and no longer is since
 * 2026-09-24 for some categories (platform release notes). Cloud resellers have published no such
 * rule, so it does not apply to ids that show one.
 */
record FreeCalls(boolean billDeclinedWithoutOutput) {

  private static final Instant REFUSALS_FREE_SINCE = Instant.parse("2026-06-02T00:00:00Z");
  private static final Instant SOME_BILLED_SINCE = Instant.parse("2026-09-24T00:00:00Z");
  private static final Set<String> BILLED_CATEGORIES =
      Set.of("bio", "frontier_llm", "reasoning_extraction");

  /** Why the call is free; empty when it is billed. */
  Optional<PriceFlag> reason(BillableCall call, ModelId model) {
    if (call.output() > 0) {
      return Optional.empty();
    }
    if (call.declined() && !billDeclinedWithoutOutput) {
      return Optional.of(PriceFlag.FREE_DECLINED);
    }
    return isFreeRefusal(call, model) ? Optional.of(PriceFlag.FREE_REFUSAL) : Optional.empty();
  }

  private static boolean isFreeRefusal(BillableCall call, ModelId model) {
    boolean refused = call.stopReason().filter("refusal"::equals).isPresent();
    boolean claudeApi = model.canonical().startsWith("claude-") && !model.hosting().isCloud();
    if (!refused || !claudeApi || call.at().isBefore(REFUSALS_FREE_SINCE)) {
      return false;
    }
    return call.at().isBefore(SOME_BILLED_SINCE)
        || call.refusalCategory().filter(BILLED_CATEGORIES::contains).isEmpty();
  }
}
