package dev.tokenlake.pricing.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenlake.pricing.book.LongContext;
import dev.tokenlake.pricing.book.Rates;
import dev.tokenlake.pricing.catalog.CatalogFinding.Kind;
import dev.tokenlake.pricing.catalog.CatalogSnapshot.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * models.dev's {@code api.json}: providers, each with models, US dollars per million tokens. It
 * states one cache write rate, the five-minute one, and no dates.
 */
final class ModelsDevCatalog {

  private static final long LEGACY_TIER = 200_000;
  private static final int FACTOR_DIGITS = 4;

  private static final Set<String> COST_FIELDS =
      Set.of(
          "input",
          "output",
          "reasoning",
          "cache_read",
          "cache_write",
          "tiers",
          "context_over_200k");

  private ModelsDevCatalog() {}

  static CatalogSnapshot read(JsonNode root) {
    Findings findings = new Findings();
    List<CatalogEntry> entries = new ArrayList<>();
    for (Iterator<String> providers = root.fieldNames(); providers.hasNext(); ) {
      String provider = providers.next();
      if (!Vendors.inModelsDev(provider)) {
        continue;
      }
      JsonNode models = root.get(provider).path("models");
      for (Iterator<String> keys = models.fieldNames(); keys.hasNext(); ) {
        String key = keys.next();
        entry(key, models.get(key), findings).ifPresent(entries::add);
      }
    }
    return new CatalogSnapshot(Source.MODELS_DEV, entries, findings.all());
  }

  private static Optional<CatalogEntry> entry(String key, JsonNode model, Findings findings) {
    JsonNode cost = model.path("cost");
    for (Iterator<String> names = cost.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!COST_FIELDS.contains(name)) {
        findings.unknownField("cost." + name);
      }
    }
    if (number(cost, "input").isEmpty() || number(cost, "output").isEmpty()) {
      findings.row(Kind.NO_PRICE, key, "no input or output price");
      return Optional.empty();
    }
    if (number(cost, "input").get().signum() == 0) {
      findings.row(
          Kind.ODD_ROW, key, "input price is 0, which the catalogue also writes for unknown");
      return Optional.empty();
    }
    if (cost.path("tiers").size() > 1) {
      findings.row(
          Kind.UNSUPPORTED, key, "more than one context tier: " + cost.path("tiers").size());
      return Optional.empty();
    }
    try {
      return Optional.of(
          new CatalogEntry(
              key,
              rates(cost),
              longContext(cost),
              fast(model, cost),
              Optional.empty(),
              number(model.path("limit"), "context").map(BigDecimal::longValueExact)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      findings.row(Kind.ODD_ROW, key, e.getMessage());
      return Optional.empty();
    }
  }

  private static Rates rates(JsonNode cost) {
    return new Rates(
        number(cost, "input").orElseThrow(() -> new IllegalArgumentException("No input price")),
        number(cost, "output").orElseThrow(() -> new IllegalArgumentException("No output price")),
        number(cost, "cache_write"),
        Optional.empty(),
        number(cost, "cache_read"));
  }

  private static Optional<LongContext> longContext(JsonNode cost) {
    JsonNode tier = cost.path("tiers").path(0);
    if (tier.isObject()) {
      JsonNode bound = tier.path("tier");
      if (!bound.path("type").asText().equals("context")) {
        throw new IllegalArgumentException("Tier of an unknown type");
      }
      return Optional.of(new LongContext(bound.path("size").asLong(), rates(tier)));
    }
    JsonNode legacy = cost.path("context_over_200k");
    return legacy.isObject()
        ? Optional.of(new LongContext(LEGACY_TIER, rates(legacy)))
        : Optional.empty();
  }

  /** The catalogue states fast prices; the book, their ratio to the ordinary ones. */
  private static Optional<BigDecimal> fast(JsonNode model, JsonNode cost) {
    JsonNode fast = model.path("experimental").path("modes").path("fast").path("cost");
    return number(fast, "input")
        .map(
            input ->
                input.divide(
                    number(cost, "input").orElseThrow(), FACTOR_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static Optional<BigDecimal> number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }
}
