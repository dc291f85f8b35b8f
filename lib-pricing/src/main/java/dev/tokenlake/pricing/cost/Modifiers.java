package dev.tokenlake.pricing.cost;

import dev.tokenlake.pricing.book.Multipliers;
import dev.tokenlake.pricing.model.Hosting;
import dev.tokenlake.pricing.model.ModelId;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a call's mode and place do to every token rate, or why that is not known. */
sealed interface Modifiers {

  /**
   * @param factor product of all multipliers that apply
   * @param fast whether the call ran fast, as long prompts may be priced otherwise then
   */
  record Applied(BigDecimal factor, boolean fast, Set<PriceFlag> flags) implements Modifiers {}

  record Refused(UnpricedReason reason) implements Modifiers {}

  /** Reads them off the usage and, where that is silent, off the model id. */
  static Modifiers of(
      BillableCall call, ModelId model, Multipliers multipliers, UnstatedGeo unstatedGeo) {
    // The response's usage says how it ran; a spelling only how it was asked for.
    boolean fast = call.speed().map("fast"::equals).orElse(model.fast());
    boolean batch = model.batch() || call.serviceTier().filter("batch"::equals).isPresent();
    if (fast && batch) {
      return new Refused(UnpricedReason.FAST_WITH_BATCH);
    }
    if (fast && multipliers.fast().isEmpty()) {
      return new Refused(UnpricedReason.NO_FAST_RATE);
    }
    if (batch && multipliers.batch().isEmpty()) {
      return new Refused(UnpricedReason.NO_BATCH_RATE);
    }
    Set<PriceFlag> flags = EnumSet.noneOf(PriceFlag.class);
    BigDecimal factor = place(call, model.hosting(), multipliers, unstatedGeo, flags);
    if (fast) {
      BigDecimal fastFactor = multipliers.fast().get();
      factor = factor.multiply(fastFactor);
      addIf(flags, PriceFlag.FAST, isPremium(fastFactor));
    }
    if (batch) {
      factor = factor.multiply(multipliers.batch().get());
      flags.add(PriceFlag.BATCH);
    }
    addIf(
        flags, PriceFlag.PRIORITY_TIER, call.serviceTier().filter("priority"::equals).isPresent());
    return new Applied(factor, fast, flags);
  }

  private static BigDecimal place(
      BillableCall call,
      Hosting hosting,
      Multipliers multipliers,
      UnstatedGeo unstatedGeo,
      Set<PriceFlag> flags) {
    BigDecimal cloud = cloud(hosting, multipliers, unstatedGeo, flags);
    Optional<String> geo = call.inferenceGeo();
    BigDecimal us = BigDecimal.ONE;
    if (geo.filter("us"::equals).isPresent()) {
      us = multipliers.us();
      addIf(flags, PriceFlag.REGIONAL, isPremium(us));
    } else if (!hosting.isCloud() && geo.filter("global"::equals).isEmpty()) {
      us = unstated(multipliers.us(), unstatedGeo, flags);
    }
    return cloud.multiply(us);
  }

  private static BigDecimal cloud(
      Hosting hosting, Multipliers multipliers, UnstatedGeo unstatedGeo, Set<PriceFlag> flags) {
    return switch (hosting) {
      case DIRECT, BEDROCK_GLOBAL -> BigDecimal.ONE;
      case BEDROCK_UNSTATED, VERTEX -> unstated(multipliers.regional(), unstatedGeo, flags);
      case BEDROCK_GEO -> {
        addIf(flags, PriceFlag.REGIONAL, isPremium(multipliers.regional()));
        yield multipliers.regional();
      }
      case BEDROCK_GOV -> {
        // Only one catalogue's script states this premium.
        flags.add(PriceFlag.LOW_CONFIDENCE);
        addIf(flags, PriceFlag.REGIONAL, isPremium(multipliers.usGov()));
        yield multipliers.usGov();
      }
    };
  }

  private static BigDecimal unstated(
      BigDecimal premium, UnstatedGeo unstatedGeo, Set<PriceFlag> flags) {
    addIf(flags, PriceFlag.GEO_UNKNOWN, isPremium(premium) && unstatedGeo != UnstatedGeo.GLOBAL);
    return unstatedGeo == UnstatedGeo.PREMIUM ? premium : BigDecimal.ONE;
  }

  private static boolean isPremium(BigDecimal factor) {
    return factor.compareTo(BigDecimal.ONE) > 0;
  }

  private static void addIf(Set<PriceFlag> flags, PriceFlag flag, boolean condition) {
    if (condition) {
      flags.add(flag);
    }
  }
}
