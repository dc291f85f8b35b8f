package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.facts.UsageFact;
import dev.tokenlake.parsing.calendar.Phases;
import dev.tokenlake.parsing.calendar.ReportingCalendar;
import dev.tokenlake.parsing.count.Call;
import dev.tokenlake.parsing.count.Origin;
import dev.tokenlake.parsing.count.Telling;
import dev.tokenlake.parsing.entry.LoggedUsage;
import dev.tokenlake.parsing.entry.TokenUsage;
import dev.tokenlake.parsing.session.PlacedCall;
import dev.tokenlake.pricing.cost.Cost;
import dev.tokenlake.pricing.cost.CostCalculator;
import dev.tokenlake.pricing.cost.PricingResult;
import dev.tokenlake.pricing.cost.UnpricedReason;
import dev.tokenlake.pricing.model.ModelResolution;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives a call of the logs its price and its day. */
final class UsagePricer {
  private final CostCalculator calculator;
  private final ReportingCalendar calendar;
  private final Phases phases;
  private final Optional<String> currency;

  /**
   * @param currency to show costs in beside the dollar, at the rates of the calculator's policy
   */
  UsagePricer(
      CostCalculator calculator,
      ReportingCalendar calendar,
      Phases phases,
      Optional<String> currency) {
    this.calculator = calculator;
    this.calendar = calendar;
    this.phases = phases;
    this.currency = currency;
  }

  UsageFact price(PlacedCall placed, Optional<String> projectPath) {
    Call call = placed.call();
    Telling telling = placed.response().telling();
    Origin origin = placed.response().origin();
    LoggedUsage usage = telling.usage();
    Optional<Instant> at = placed.response().at();
    Optional<LocalDate> day = at.map(calendar::day);
    boolean topLevel = BillableCalls.isTopLevel(call);
    Optional<PricingResult> price =
        at.map(instant -> calculator.price(BillableCalls.of(placed, instant)));
    Optional<Cost> cost = price.flatMap(UsagePricer::cost);
    TokenUsage tokens = call.tokens();
    return new UsageFact(
        call.key(),
        call.kind().tableName(),
        origin.provenance().file().source(),
        projectPath,
        origin.sessionId(),
        origin.agentId(),
        origin.isSubagent(),
        at,
        day,
        day.map(calendar::weekStart),
        day.map(calendar::isoWeek),
        day.map(calendar::monthStart),
        day.flatMap(phases::position),
        call.model().map(this::canonical),
        call.model(),
        usage.speed(),
        usage.serviceTier(),
        usage.inferenceGeo(),
        origin.clientVersion(),
        origin.entrypoint(),
        origin.gitBranch(),
        telling.stopReason(),
        telling.stopReason().isPresent(),
        tokens.ttlAssumed(),
        call.contextTokens(),
        placed.promptIndex(),
        placed.turnIndex(),
        placed.firstOfSession(),
        topLevel ? placed.response().logLines() : 0,
        tokens.input(),
        tokens.output(),
        tokens.cacheWrite5m(),
        tokens.cacheWrite1h(),
        tokens.cacheRead(),
        topLevel ? usage.webSearchRequests() : 0,
        cost.map(Cost::input),
        cost.map(Cost::output),
        cost.map(Cost::cacheWrite),
        cost.map(Cost::cacheRead),
        cost.map(Cost::tools),
        cost.map(Cost::total),
        local(cost, day),
        BillableCalls.loggedCost(placed),
        listCost(placed, at),
        price
            .map(UsagePricer::unpricedReason)
            .orElse(Optional.of(UnpricedReason.NO_TIMESTAMP.name())),
        price.map(UsagePricer::flags).orElse(""));
  }

  /** List price of a call with a logged cost: beside that cost, whatever the mode. */
  private Optional<BigDecimal> listCost(PlacedCall placed, Optional<Instant> at) {
    return BillableCalls.loggedCost(placed)
        .flatMap(ignored -> at)
        .map(instant -> BillableCalls.of(placed, instant).withoutLoggedCost())
        .flatMap(call -> cost(calculator.price(call)))
        .map(Cost::total);
  }

  private Optional<BigDecimal> local(Optional<Cost> cost, Optional<LocalDate> day) {
    return currency.flatMap(
        code ->
            cost.flatMap(
                usd ->
                    day.flatMap(
                        on -> calculator.policy().exchangeRates().convert(usd.total(), code, on))));
  }

  /** The price book's name of a model; of one it does not know, the name without its wrapping. */
  private String canonical(String logged) {
    ModelResolution resolution = calculator.resolve(logged);
    if (resolution instanceof ModelResolution.Resolved resolved) {
      return resolved.model().canonical();
    }
    return resolution instanceof ModelResolution.Unknown unknown ? unknown.normalised() : logged;
  }

  private static Optional<Cost> cost(PricingResult result) {
    return result instanceof PricingResult.Priced priced
        ? Optional.of(priced.cost())
        : Optional.empty();
  }

  private static Optional<String> unpricedReason(PricingResult result) {
    return result instanceof PricingResult.Unpriced unpriced
        ? Optional.of(unpriced.reason().name())
        : Optional.empty();
  }

  private static String flags(PricingResult result) {
    return result instanceof PricingResult.Priced priced
        ? priced.flags().stream().map(Enum::name).sorted().collect(Collectors.joining(","))
        : "";
  }
}
