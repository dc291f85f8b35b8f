package dev.tokenlake.pricing.scenario;

import dev.tokenlake.pricing.cost.BillableCall;
import dev.tokenlake.pricing.cost.Cost;
import dev.tokenlake.pricing.cost.CostCalculator;
import dev.tokenlake.pricing.cost.PriceFlag;
import dev.tokenlake.pricing.cost.PricingResult;
import dev.tokenlake.pricing.cost.PricingResult.Priced;
import dev.tokenlake.pricing.cost.PricingResult.Unpriced;
import dev.tokenlake.pricing.cost.RequestTokens;
import dev.tokenlake.pricing.cost.UnstatedGeo;
import dev.tokenlake.pricing.scenario.Scenario.Actual;
import dev.tokenlake.pricing.scenario.Scenario.AllWrites1h;
import dev.tokenlake.pricing.scenario.Scenario.AllWrites5m;
import dev.tokenlake.pricing.scenario.Scenario.ContextCapped;
import dev.tokenlake.pricing.scenario.Scenario.InputCut;
import dev.tokenlake.pricing.scenario.Scenario.NoCaching;
import dev.tokenlake.pricing.scenario.Scenario.OtherModel;
import dev.tokenlake.pricing.scenario.Scenario.PricesOf;
import dev.tokenlake.pricing.scenario.ScenarioResult.NoPrice;
import dev.tokenlake.pricing.scenario.ScenarioResult.Ranged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Prices one call under a scenario: the call is changed as the scenario says, then priced like any
 * other. Thread-safe.
 *
 * <p>A cost that old logs state is used for {@link Actual} only, and only where the policy asks for
 * it; it leaves nothing open.
 */
public final class ScenarioCalculator {

  private final CostCalculator calculator;

  public ScenarioCalculator(CostCalculator calculator) {
    this.calculator = calculator;
  }

  public ScenarioResult price(Scenario scenario, BillableCall call) {
    BillableCall changed = changed(scenario, call);
    PricingResult lowResult = calculator.price(changed, lowGeo());
    if (lowResult instanceof Unpriced unpriced) {
      return new NoPrice(unpriced);
    }
    Priced low = (Priced) lowResult;
    if (low.flags().contains(PriceFlag.LOGGED_COST)) {
      return new Ranged(CostRange.exactly(low.cost()), Set.of(), low.flags());
    }
    Set<OpenPoint> open = open(changed, low);
    BillableCall dearest =
        open.contains(OpenPoint.CACHE_LIFETIME)
            ? changed.withRequests(each(changed, RequestChange::writes1h))
            : changed;
    return new Ranged(
        new CostRange(low.cost(), high(changed, dearest, low, open)), open, low.flags());
  }

  private Cost high(BillableCall changed, BillableCall dearest, Priced low, Set<OpenPoint> open) {
    if (!open.contains(OpenPoint.CACHE_LIFETIME) && !open.contains(OpenPoint.GEOGRAPHY)) {
      return low.cost();
    }
    if (calculator.price(dearest, highGeo()) instanceof Priced high) {
      return high.cost();
    }
    open.add(OpenPoint.HIGH_UNKNOWN);
    // As far as it is known: the premium is, where only the dearer lifetime has no price.
    return calculator.price(changed, highGeo()) instanceof Priced known ? known.cost() : low.cost();
  }

  private static Set<OpenPoint> open(BillableCall call, Priced low) {
    Set<OpenPoint> open = EnumSet.noneOf(OpenPoint.class);
    boolean billed = low.cost().total().signum() > 0;
    if (billed && call.ttlAssumed() && call.cacheWrite() > 0) {
      open.add(OpenPoint.CACHE_LIFETIME);
    }
    if (low.flags().contains(PriceFlag.GEO_UNKNOWN)) {
      open.add(OpenPoint.GEOGRAPHY);
    }
    if (!call.outputIsFinal()) {
      open.add(OpenPoint.OUTPUT_NOT_FINAL);
    }
    return open;
  }

  private static BillableCall changed(Scenario scenario, BillableCall call) {
    if (scenario instanceof Actual) {
      return call;
    }
    BillableCall listed = call.withoutLoggedCost();
    if (scenario instanceof NoCaching) {
      return listed.withRequests(each(listed, RequestChange::uncached));
    }
    if (scenario instanceof AllWrites5m) {
      return listed.withRequests(each(listed, RequestChange::writes5m)).withKnownLifetimes();
    }
    if (scenario instanceof AllWrites1h) {
      return listed.withRequests(each(listed, RequestChange::writes1h)).withKnownLifetimes();
    }
    if (scenario instanceof ContextCapped capped) {
      return listed.withRequests(
          each(listed, tokens -> RequestChange.capped(tokens, capped.tokens())));
    }
    if (scenario instanceof InputCut cut) {
      return listed.withRequests(each(listed, tokens -> RequestChange.cut(tokens, cut.share())));
    }
    if (scenario instanceof OtherModel other) {
      Instant at = other.pricesOf().map(ScenarioCalculator::midnight).orElse(call.at());
      return listed.withModel(other.model()).withAt(at);
    }
    return listed.withAt(midnight(((PricesOf) scenario).day()));
  }

  private static List<RequestTokens> each(BillableCall call, UnaryOperator<RequestTokens> change) {
    return call.requests().stream().map(change).toList();
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private UnstatedGeo lowGeo() {
    return isGeoKnown() ? UnstatedGeo.GLOBAL : UnstatedGeo.MARKED;
  }

  private UnstatedGeo highGeo() {
    return isGeoKnown() ? UnstatedGeo.GLOBAL : UnstatedGeo.PREMIUM;
  }

  private boolean isGeoKnown() {
    return calculator.policy().unstatedGeo() == UnstatedGeo.GLOBAL;
  }
}
