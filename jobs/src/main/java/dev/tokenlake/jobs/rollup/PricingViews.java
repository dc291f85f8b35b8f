package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.config.PricingConfig;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.pricing.cost.PricingMode;
import dev.tokenlake.pricing.scenario.Scenario;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The views about money beside the facts: {@code pricing_settings}, {@code scenario_list}, {@code
 * scenario_facts}, {@code flat_plans}, {@code flat_days}, and {@code reject_facts} for the alerts.
 */
final class PricingViews {
  private static final String AT_LIST_PRICES =
      " At list prices, even where the log states a cost, which the actual scenario then uses.";

  private final SparkSession spark;
  private final LakeConfig config;

  PricingViews(SparkSession spark, LakeConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /** Registers what needs no facts. */
  void registerSettings() {
    view("pricing_settings", SettingsRow.class, List.of(SettingsRow.of(config.pricing())));
    view("scenario_list", ScenarioRow.class, scenarios(config.pricing()));
  }

  /**
   * Registers the views of facts; {@code fact_sums} must be there.
   *
   * @param sums rows of {@link SessionSums} that count
   * @param facts rows of {@link Fact} that have no session
   */
  void register(Dataset<Row> sums, Dataset<Row> facts) {
    Dataset<Row> scenarios =
        FactViews.reported(sums.where("scenario IS NOT NULL").selectExpr("scenario.*"), config);
    FactViews.localOfMany(
        spark, "scenario_facts", FactViews.addedUp(scenarios, "scenario_position", "day"));
    FlatPlans flat =
        reportedDays().map(days -> FlatPlans.of(config.pricing(), days)).orElse(FlatPlans.NONE);
    view("flat_plans", FlatPlans.PlanRow.class, flat.plans());
    view("flat_days", FlatPlans.DayRow.class, flat.days());
    facts
        .where("kind = 'REJECT'")
        // A log that is still not to be read is refused by each rebuild, and counts once for each
        // reason. Lines all count: a tar can hold several logs of one name.
        .groupBy(
            "key", "origin", "reject.file.source", "reject.reject.line", "reject.reject.reason")
        .agg(functions.expr("sum(1 + coalesce(reject.more, 0)) AS told"))
        .selectExpr("source", "line", "reason", "if(line = 0, 0, told) AS log_lines")
        .createOrReplaceTempView("reject_facts");
  }

  private Optional<FlatPlans.Days> reportedDays() {
    Row sums = spark.sql("SELECT first_day, last_day FROM fact_sums").first();
    return sums.isNullAt(0)
        ? Optional.empty()
        : Optional.of(
            new FlatPlans.Days(sums.<LocalDate>getAs(0), sums.<LocalDate>getAs(1).plusDays(1)));
  }

  private static List<ScenarioRow> scenarios(PricingConfig pricing) {
    boolean logged = pricing.policy().mode() == PricingMode.LOGGED;
    List<ScenarioRow> rows = new ArrayList<>();
    for (Scenario scenario : pricing.scenarios()) {
      boolean changed = !(scenario instanceof Scenario.Actual);
      rows.add(
          new ScenarioRow(
              rows.size() + 1,
              scenario.name(),
              scenario.assumption() + (logged && changed ? AT_LIST_PRICES : "")));
    }
    return rows;
  }

  private <T extends Record> void view(String name, Class<T> type, List<T> rows) {
    RecordCodec.rows(spark, type, rows).createOrReplaceTempView(name);
  }

  /** How costs came about, for tables that have to tell. */
  record SettingsRow(String pricingMode, Optional<String> currency, String unstatedGeo) {
    static SettingsRow of(PricingConfig pricing) {
      return new SettingsRow(
          pricing.policy().mode().name().toLowerCase(Locale.ROOT),
          pricing.currency(),
          pricing.policy().unstatedGeo().name().toLowerCase(Locale.ROOT));
    }
  }

  /** A scenario that calls were priced under. */
  record ScenarioRow(int scenarioPosition, String scenario, String assumption) {}
}
