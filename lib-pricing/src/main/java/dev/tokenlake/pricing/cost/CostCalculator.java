package dev.tokenlake.pricing.cost;

import dev.tokenlake.pricing.book.Confidence;
import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.cost.PricingResult.Priced;
import dev.tokenlake.pricing.cost.PricingResult.Unpriced;
import dev.tokenlake.pricing.model.ModelId;
import dev.tokenlake.pricing.model.ModelResolution;
import dev.tokenlake.pricing.model.ModelResolver;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prices calls. Thread-safe; building one costs microseconds beside the book, so a Spark partition
 * builds its own instead of shipping one.
 *
 * <p>A call is priced as a whole or not at all: if one of its token classes has no known rate, it
 * is {@link Unpriced}, since a sum without that class would pass for the whole.
 */
public final class CostCalculator {

  /** Logs name a handful of models; this only bounds what a broken log can make us keep. */
  private static final int MOST_KEPT = 10_000;

  private final PriceBook book;
  private final PricingPolicy policy;
  private final ModelResolver resolver;
  private final FreeCalls freeCalls;
  private final Map<String, ModelResolution> resolved = new ConcurrentHashMap<>();

  /**
   * @param book list prices; the policy's overrides are laid over it
   * @throws RuntimeException if the overrides contradict each other or an alias leads nowhere
   */
  public CostCalculator(PriceBook book, PricingPolicy policy) {
    this.book = policy.overrides().isEmpty() ? book : book.withOverrides(policy.overrides());
    this.policy = policy;
    Map<String, String> aliases = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    aliases.putAll(book.aliases());
    aliases.putAll(policy.aliases());
    this.resolver = new ModelResolver(this.book.models(), aliases);
    this.freeCalls = new FreeCalls(policy.billDeclinedWithoutOutput());
  }

  /** The book with the policy's overrides in it. */
  public PriceBook book() {
    return book;
  }

  public PricingPolicy policy() {
    return policy;
  }

  /** What a logged id names; asked once per id. */
  public ModelResolution resolve(String logged) {
    ModelResolution known = resolved.get(logged);
    if (known != null) {
      return known;
    }
    ModelResolution found = resolver.resolve(logged);
    if (resolved.size() < MOST_KEPT) {
      resolved.put(logged, found);
    }
    return found;
  }

  /** The call's cost under this calculator's policy. */
  public PricingResult price(BillableCall call) {
    return price(call, policy.unstatedGeo());
  }

  /** The call's cost with another reading of a log that does not say where inference ran. */
  public PricingResult price(BillableCall call, UnstatedGeo unstatedGeo) {
    Optional<String> logged = call.modelLogged().filter(model -> !model.isBlank());
    if (logged.isEmpty()) {
      return new Unpriced(Optional.empty(), UnpricedReason.NO_MODEL);
    }
    ModelResolution resolution = resolve(logged.get());
    if (resolution instanceof ModelResolution.NotBillable) {
      return new Unpriced(Optional.empty(), UnpricedReason.NOT_BILLABLE);
    }
    PricingResult list =
        resolution instanceof ModelResolution.Resolved found
            ? listPrice(call, found.model(), unstatedGeo)
            : new Unpriced(
                Optional.of(((ModelResolution.Unknown) resolution).normalised()),
                UnpricedReason.UNKNOWN_MODEL);
    return policy.mode() == PricingMode.LOGGED && call.loggedCostUsd().isPresent()
        ? logged(call, list)
        : list;
  }

  private PricingResult listPrice(BillableCall call, ModelId model, UnstatedGeo unstatedGeo) {
    Optional<PriceRow> row = book.find(model, call.at());
    if (row.isEmpty()) {
      return unpriced(model, UnpricedReason.NO_PRICE_AT_DATE);
    }
    Optional<PriceFlag> free = freeCalls.reason(call, model);
    if (free.isPresent()) {
      return new Priced(Cost.ZERO, row, model.canonical(), EnumSet.of(free.get()));
    }
    Modifiers modifiers = Modifiers.of(call, model, row.get().multipliers(), unstatedGeo);
    if (modifiers instanceof Modifiers.Refused refused) {
      return unpriced(model, refused.reason());
    }
    return multiply(call, model, row.get(), (Modifiers.Applied) modifiers);
  }

  private PricingResult multiply(
      BillableCall call, ModelId model, PriceRow row, Modifiers.Applied modifiers) {
    Set<PriceFlag> flags = flags(call, row, modifiers.flags());
    Cost sum = Cost.ZERO;
    for (RequestTokens request : call.requests()) {
      boolean isLong = RateCard.isLong(row, request, modifiers.fast());
      Optional<Cost> cost =
          RateCard.price(
              request,
              isLong ? row.longContext().orElseThrow().rates() : row.rates(),
              modifiers.factor());
      if (cost.isEmpty()) {
        return unpriced(model, UnpricedReason.NO_RATE_FOR_TOKENS);
      }
      if (isLong) {
        flags.add(PriceFlag.LONG_CONTEXT);
      }
      sum = sum.plus(cost.get());
    }
    if (call.webSearchRequests() > 0) {
      if (row.webSearchUsd().isEmpty()) {
        return unpriced(model, UnpricedReason.NO_TOOL_RATE);
      }
      sum = sum.plus(tools(call.webSearchRequests(), row.webSearchUsd().get()));
    }
    Optional<BigDecimal> discount = policy.discountFactor(model.canonical(), call.at());
    if (discount.isPresent()) {
      flags.add(PriceFlag.DISCOUNTED);
      sum = sum.times(discount.get());
    }
    return new Priced(sum, Optional.of(row), model.canonical(), flags);
  }

  private static Set<PriceFlag> flags(BillableCall call, PriceRow row, Set<PriceFlag> ofMode) {
    Set<PriceFlag> flags = EnumSet.noneOf(PriceFlag.class);
    flags.addAll(ofMode);
    if (call.ttlAssumed() && call.cacheWrite() > 0) {
      flags.add(PriceFlag.TTL_ASSUMED);
    }
    if (row.confidence() == Confidence.LOW) {
      flags.add(PriceFlag.LOW_CONFIDENCE);
    }
    if (row.from().isEmpty()) {
      flags.add(PriceFlag.SINCE_UNKNOWN);
    }
    return flags;
  }

  private static Cost tools(long webSearches, BigDecimal usdEach) {
    return new Cost(
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.valueOf(webSearches).multiply(usdEach));
  }

  private static PricingResult logged(BillableCall call, PricingResult list) {
    BigDecimal usd = call.loggedCostUsd().orElseThrow();
    Set<PriceFlag> flags = EnumSet.of(PriceFlag.LOGGED_COST);
    if (list instanceof Priced priced) {
      return new Priced(
          LoggedCost.apportion(usd, call, Optional.of(priced.cost())),
          priced.row(),
          priced.canonicalModel(),
          flags);
    }
    return new Priced(
        LoggedCost.apportion(usd, call, Optional.empty()),
        Optional.empty(),
        ((Unpriced) list).model().orElseThrow(),
        flags);
  }

  private static PricingResult unpriced(ModelId model, UnpricedReason reason) {
    return new Unpriced(Optional.of(model.canonical()), reason);
  }
}
