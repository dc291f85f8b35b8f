package dev.tokenlake.jobs.config;

import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.model.ModelResolution;
import dev.tokenlake.pricing.model.ModelResolver;
import dev.tokenlake.pricing.scenario.Scenario;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the section {@code pricing.scenarios}. What it leaves out is chosen here, and never by the
 * day of the run, so that the same logs give the same tables tomorrow.
 */
final class ScenarioConfigReader {
  /** The model in the middle of the vendor's range; a run that names none is shown this one. */
  private static final String USUAL_OTHER_MODEL = "claude-sonnet-5-5";

  private final ConfigSection section;
  private final PriceBook book;
  private final Map<String, String> aliases;

  ScenarioConfigReader(ConfigSection section, PriceBook book, Map<String, String> aliases) {
    this.section = section;
    this.book = book;
    this.aliases = aliases;
  }

  List<Scenario> read() {
    section.allow(
        Set.of(
            "context_cap",
            "input_cut_percent",
            "other_model",
            "other_model_prices_of",
            "prices_of"));
    List<Scenario> scenarios = new ArrayList<>();
    scenarios.add(new Scenario.Actual());
    scenarios.add(new Scenario.NoCaching());
    scenarios.add(new Scenario.AllWrites5m());
    scenarios.add(new Scenario.AllWrites1h());
    section.make(this::capped).ifPresent(scenarios::add);
    section.make(this::cut).ifPresent(scenarios::add);
    scenarios.addAll(otherModels());
    scenarios.addAll(otherDays());
    return scenarios.stream().distinct().toList();
  }

  private Scenario capped() {
    BigDecimal cap =
        section.decimal("context_cap").orElse(BigDecimal.valueOf(Scenario.DEFAULT_CAP));
    try {
      return new Scenario.ContextCapped(cap.longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("context_cap is no number of tokens: " + cap, e);
    }
  }

  private Scenario cut() {
    return new Scenario.InputCut(
        section
            .decimal("input_cut_percent")
            .map(percent -> percent.movePointLeft(2))
            .orElse(Scenario.DEFAULT_CUT));
  }

  private List<Scenario> otherModels() {
    Optional<LocalDate> day = section.date("other_model_prices_of");
    List<String> models = section.texts("other_model");
    if (models.isEmpty()) {
      return List.of(
          new Scenario.OtherModel(USUAL_OTHER_MODEL, day.or(PriceBook.bundled()::checkedOn)));
    }
    Map<String, String> spellings = new HashMap<>(book.aliases());
    aliases.forEach(
        (spelling, model) -> {
          // A row that was refused leaves its aliases behind; the refusal is told already.
          if (book.models().contains(model.toLowerCase(Locale.ROOT))) {
            spellings.put(spelling, model);
          }
        });
    ModelResolver resolver = new ModelResolver(book.models(), spellings);
    List<Scenario> scenarios = new ArrayList<>();
    for (String model : models) {
      if (resolver.resolve(model) instanceof ModelResolution.Resolved) {
        section.make(() -> new Scenario.OtherModel(model, day)).ifPresent(scenarios::add);
      } else {
        section.problem("other_model: no price is known for " + model);
      }
    }
    return scenarios;
  }

  private List<Scenario> otherDays() {
    List<String> days = section.texts("prices_of");
    if (days.isEmpty()) {
      return List.of(new Scenario.PricesOf(PriceBook.bundled().checkedOn().orElseThrow()));
    }
    List<Scenario> scenarios = new ArrayList<>();
    for (String day : days) {
      section.date("prices_of", day).map(Scenario.PricesOf::new).ifPresent(scenarios::add);
    }
    return scenarios;
  }
}
