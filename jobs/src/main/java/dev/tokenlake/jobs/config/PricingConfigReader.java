package dev.tokenlake.jobs.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.book.PriceBookException;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.book.PriceRowParser;
import dev.tokenlake.pricing.cost.Discount;
import dev.tokenlake.pricing.cost.PricingMode;
import dev.tokenlake.pricing.cost.PricingPolicy;
import dev.tokenlake.pricing.cost.UnstatedGeo;
import dev.tokenlake.pricing.currency.ExchangeRate;
import dev.tokenlake.pricing.currency.ExchangeRates;
import dev.tokenlake.pricing.subscription.Subscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code pricing} of a configuration; all that is wrong is told at once. */
public final class PricingConfigReader {
  private static final Set<String> KEYS =
      Set.of(
          "mode",
          "prices",
          "aliases",
          "discounts",
          "currency",
          "bill_declined_without_output",
          "unstated_geo",
          "subscriptions",
          "scenarios");

  /** Money has 15 decimals; a factor with more than these could make a cost need more. */
  private static final int MOST_FACTOR_DECIMALS = 4;

  private static final BigDecimal HUNDRED = new BigDecimal("100");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final ConfigSection pricing;
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private PricingConfigReader(ConfigSection pricing) {
    this.pricing = pricing;
  }

  /** What the section says. When anything in it is wrong, the result is not to be used. */
  static PricingConfig read(ConfigSection pricing) {
    return new PricingConfigReader(pricing).read();
  }

  /**
   * The section as {@link PricingConfig#section} has it.
   *
   * @throws ConfigException when it says something wrong
   */
  public static PricingConfig ofText(String section) {
    List<String> problems = new ArrayList<>();
    PricingConfig config =
        read(new ConfigSection("configuration: pricing", parse(section), problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  static PricingConfig withMode(PricingConfig config, PricingMode mode) {
    ObjectNode changed = ((ObjectNode) parse(config.section())).deepCopy();
    changed.put("mode", mode.name().toLowerCase(Locale.ROOT));
    return ofText(changed.toString());
  }

  private static JsonNode parse(String section) {
    try {
      return JSON.readTree(section);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No JSON: " + e.getOriginalMessage(), e);
    }
  }

  private PricingConfig read() {
    pricing.allow(KEYS);
    List<PriceRow> overrides = prices();
    PriceBook book = book(overrides);
    aliases(book);
    List<Discount> discounts = discounts(book);
    ConfigSection currency = pricing.section("currency");
    ExchangeRates rates = rates(currency);
    PricingPolicy policy =
        pricing
            .make(
                () ->
                    new PricingPolicy(
                        pricing.choice("mode", PricingMode.class).orElse(PricingMode.LIST),
                        overrides,
                        discounts,
                        aliases,
                        rates,
                        pricing.flag("bill_declined_without_output").orElse(false),
                        pricing
                            .choice("unstated_geo", UnstatedGeo.class)
                            .orElse(UnstatedGeo.MARKED)))
            .orElse(PricingPolicy.standard());
    return new PricingConfig(
        pricing.json(),
        policy,
        currency.text("name"),
        subscriptions(),
        new ScenarioConfigReader(pricing.section("scenarios"), book, aliases).read());
  }

  private List<PriceRow> prices() {
    List<PriceRow> rows = new ArrayList<>();
    for (ConfigSection entry : pricing.each("prices")) {
      Map<String, String> fields = new LinkedHashMap<>(entry.fields());
      fields.putIfAbsent("source", "configuration");
      fields.putIfAbsent("confidence", "high");
      Optional.ofNullable(fields.get("from"))
          .filter(from -> from.length() >= 10)
          .ifPresent(from -> fields.putIfAbsent("checked_on", from.substring(0, 10)));
      Optional<PriceRow> row = entry.make(() -> new PriceRowParser().parse(fields));
      row.ifPresent(rows::add);
      row.ifPresent(
          parsed -> {
            for (String alias : fields.getOrDefault("aliases", "").split(" ", -1)) {
              if (!alias.isBlank()) {
                aliases.put(alias.strip(), parsed.modelId());
              }
            }
          });
    }
    return rows;
  }

  private PriceBook book(List<PriceRow> overrides) {
    try {
      return PriceBook.bundled().withOverrides(overrides);
    } catch (PriceBookException e) {
      pricing.problem("prices: " + e.getMessage());
      return PriceBook.bundled();
    }
  }

  private void aliases(PriceBook book) {
    ConfigSection section = pricing.section("aliases");
    section
        .fields()
        .forEach(
            (spelling, model) -> {
              if (book.models().contains(model.strip().toLowerCase(Locale.ROOT))) {
                aliases.put(spelling, model);
              } else {
                section.problem(
                    "%s leads to %s, which no price row names".formatted(spelling, model));
              }
            });
  }

  private List<Discount> discounts(PriceBook book) {
    List<Discount> discounts = new ArrayList<>();
    for (ConfigSection entry : pricing.each("discounts")) {
      entry.allow(Set.of("model", "from", "to", "factor", "percent_off"));
      Optional<String> model = entry.text("model").map(name -> name.toLowerCase(Locale.ROOT));
      model
          .filter(name -> !book.models().contains(name))
          .ifPresent(name -> entry.problem("no price row names model " + name));
      Optional<Instant> from =
          entry.required("from").flatMap(day -> entry.date("from", day)).map(this::midnight);
      Optional<Instant> to = entry.date("to").map(this::midnight);
      Optional<BigDecimal> factor = factor(entry);
      if (from.isPresent() && factor.isPresent()) {
        entry
            .make(() -> new Discount(model, from.get(), to, factor.get()))
            .ifPresent(discounts::add);
      }
    }
    return discounts;
  }

  private static Optional<BigDecimal> factor(ConfigSection entry) {
    Optional<BigDecimal> factor = entry.decimal("factor");
    Optional<BigDecimal> percent = entry.decimal("percent_off");
    if (factor.isPresent() == percent.isPresent()) {
      entry.problem("expected either factor (what remains to be paid) or percent_off");
      return Optional.empty();
    }
    Optional<BigDecimal> remains =
        factor.or(() -> percent.map(off -> HUNDRED.subtract(off).movePointLeft(2)));
    if (remains.get().stripTrailingZeros().scale() > MOST_FACTOR_DECIMALS) {
      entry.problem(
          "a discount has at most %d decimals: %s"
              .formatted(MOST_FACTOR_DECIMALS, remains.get().toPlainString()));
      return Optional.empty();
    }
    return remains;
  }

  private static ExchangeRates rates(ConfigSection section) {
    section.allow(Set.of("name", "rates"));
    if (!section.isThere()) {
      return ExchangeRates.none();
    }
    String name = section.required("name").orElse("USD");
    List<ExchangeRate> rates = new ArrayList<>();
    List<ConfigSection> entries = section.each("rates");
    for (ConfigSection entry : entries) {
      entry.allow(Set.of("from", "per_usd"));
      Optional<LocalDate> from = entry.required("from").flatMap(day -> entry.date("from", day));
      Optional<BigDecimal> perUsd =
          entry.required("per_usd").flatMap(ignored -> entry.decimal("per_usd"));
      if (from.isPresent() && perUsd.isPresent()) {
        entry.make(() -> new ExchangeRate(name, from.get(), perUsd.get())).ifPresent(rates::add);
      }
    }
    if (entries.isEmpty()) {
      section.problem("missing rates");
    }
    return section.make(() -> new ExchangeRates(rates)).orElse(ExchangeRates.none());
  }

  private List<Subscription> subscriptions() {
    List<Subscription> plans = new ArrayList<>();
    for (ConfigSection entry : pricing.each("subscriptions")) {
      entry.allow(Set.of("plan", "usd_per_month", "seats", "from", "to"));
      Optional<String> plan = entry.required("plan");
      Optional<BigDecimal> usd =
          entry.required("usd_per_month").flatMap(ignored -> entry.decimal("usd_per_month"));
      Optional<LocalDate> from = entry.required("from").flatMap(day -> entry.date("from", day));
      Optional<LocalDate> to = entry.date("to");
      BigDecimal seats = entry.decimal("seats").orElse(BigDecimal.ONE);
      if (plan.isPresent() && usd.isPresent() && from.isPresent()) {
        entry
            .make(() -> new Subscription(plan.get(), usd.get(), whole(seats), from.get(), to))
            .ifPresent(plans::add);
      }
    }
    return plans;
  }

  private static int whole(BigDecimal number) {
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("seats is no whole number: " + number, e);
    }
  }

  private Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
