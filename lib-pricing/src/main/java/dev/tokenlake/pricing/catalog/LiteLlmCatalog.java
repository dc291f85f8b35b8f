package dev.tokenlake.pricing.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenlake.pricing.book.LongContext;
import dev.tokenlake.pricing.book.Rates;
import dev.tokenlake.pricing.catalog.CatalogFinding.Kind;
import dev.tokenlake.pricing.catalog.CatalogSnapshot.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LiteLLM's price map: one object per model, US dollars per token.
 *
 * <p>{@code _above_1hr} is the lifetime of a cache write; {@code _above_200k_tokens} is a tier that
 * prices the whole request, like a long-context card.
 */
final class LiteLlmCatalog {

  private static final String INPUT = "input_cost_per_token";
  private static final String OUTPUT = "output_cost_per_token";
  private static final String WRITE_5M = "cache_creation_input_token_cost";
  private static final String WRITE_1H = "cache_creation_input_token_cost_above_1hr";
  private static final String READ = "cache_read_input_token_cost";
  private static final String TIERED = "tiered_pricing";
  private static final String BY_PROVIDER = "provider_specific_entry";

  private static final Set<String> READ_FIELDS =
      Set.of(INPUT, OUTPUT, WRITE_5M, WRITE_1H, READ, "search_context_cost_per_query");
  private static final Pattern TIER =
      Pattern.compile(
          "(?:"
              + String.join("|", INPUT, OUTPUT, WRITE_1H, WRITE_5M, READ)
              + ")_above_(\\d+)k_tokens");
  private static final Pattern OTHER_SERVICE =
      Pattern.compile(".*_(?:batches|priority|flex|per_reasoning_token)");

  private static final int PER_MILLION = 6;
  private static final long THOUSAND = 1000;

  private LiteLlmCatalog() {}

  static CatalogSnapshot read(JsonNode root) {
    Findings findings = new Findings();
    List<CatalogEntry> entries = new ArrayList<>();
    for (Iterator<String> keys = root.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      JsonNode model = root.get(key);
      if (isOwnModel(model)) {
        entry(key, model, findings).ifPresent(entries::add);
      }
    }
    return new CatalogSnapshot(Source.LITELLM, entries, findings.all());
  }

  private static boolean isOwnModel(JsonNode model) {
    String mode = model.path("mode").asText("chat");
    return Vendors.inLiteLlm(model.path("litellm_provider").asText())
        && (mode.equals("chat") || mode.equals("responses"));
  }

  private static Optional<CatalogEntry> entry(String key, JsonNode model, Findings findings) {
    reportUnknownFields(model, findings);
    if (model.has(TIERED)) {
      findings.row(Kind.UNSUPPORTED, key, "priced by " + TIERED);
      return Optional.empty();
    }
    Set<Long> tiers = tiers(model);
    if (tiers.size() > 1) {
      findings.row(Kind.UNSUPPORTED, key, "more than one context tier: " + tiers);
      return Optional.empty();
    }
    if (usd(model, INPUT).isEmpty() || usd(model, OUTPUT).isEmpty()) {
      findings.row(Kind.NO_PRICE, key, "no input or output price");
      return Optional.empty();
    }
    if (usd(model, INPUT).get().signum() == 0) {
      findings.row(
          Kind.ODD_ROW, key, "input price is 0, which the catalogue also writes for unknown");
      return Optional.empty();
    }
    try {
      JsonNode factors = model.path(BY_PROVIDER);
      return Optional.of(
          new CatalogEntry(
              key,
              rates(model, ""),
              tiers.stream().findFirst().map(tier -> longContext(model, tier)),
              number(factors, "fast"),
              number(factors, "us"),
              number(model, "max_input_tokens").map(BigDecimal::longValueExact)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      findings.row(Kind.ODD_ROW, key, e.getMessage());
      return Optional.empty();
    }
  }

  private static LongContext longContext(JsonNode model, long tier) {
    return new LongContext(tier * THOUSAND, rates(model, "_above_" + tier + "k_tokens"));
  }

  private static Rates rates(JsonNode model, String suffix) {
    return new Rates(
        usd(model, INPUT + suffix).or(() -> usd(model, INPUT)).orElseThrow(),
        usd(model, OUTPUT + suffix).or(() -> usd(model, OUTPUT)).orElseThrow(),
        usd(model, WRITE_5M + suffix),
        usd(model, WRITE_1H + suffix),
        usd(model, READ + suffix));
  }

  private static Set<Long> tiers(JsonNode model) {
    Set<Long> tiers = new TreeSet<>();
    for (Iterator<String> names = model.fieldNames(); names.hasNext(); ) {
      Matcher tier = TIER.matcher(names.next());
      if (tier.matches()) {
        tiers.add(Long.parseLong(tier.group(1)));
      }
    }
    return tiers;
  }

  private static void reportUnknownFields(JsonNode model, Findings findings) {
    for (Iterator<String> names = model.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      boolean known =
          READ_FIELDS.contains(name)
              || TIER.matcher(name).matches()
              || OTHER_SERVICE.matcher(name).matches();
      if (name.contains("cost") && !known) {
        findings.unknownField(name);
      }
    }
  }

  private static Optional<BigDecimal> usd(JsonNode model, String field) {
    return number(model, field).map(perToken -> perToken.movePointRight(PER_MILLION));
  }

  private static Optional<BigDecimal> number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }
}
