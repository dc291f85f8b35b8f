package dev.tokenlake.jobs.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Lake.TableRow;
import dev.tokenlake.jobs.testing.LogLines;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five responses whose cost was worked out by hand, in three nights: at list prices, with the
 * logged cost, and under a configuration. US dollars per million tokens, in the order input,
 * output, five-minute write, one-hour write, read: Sonnet 4 and 4.5 cost 3, 15, 3.75, 6, 0.30; Opus
 * 4.5 costs 5, 25, 6.25, 10, 0.50.
 *
 * <pre>
 * a  Sonnet 4.5, 1000 in, 2000 out, 10000 written 5m, 100000 read: .003 + .03 + .0375 + .03 = .1005
 * b  Sonnet 4.5, 100 out, 4000 written, nobody knows how long: .0015 + .015 = .0165 to .0255
 * c  Opus 4.5, 100 in, 10 out, 20000 written 1h, 180000 read: .0005 + .00025 + .2 + .09 = .29075
 * d  a model nobody knows, 500 in, 50 out
 * e  Sonnet 4, 1000 in, 100 out: .003 + .0015 = .0045, but the log says .01
 * </pre>
 */
class PricingNightTest {
  @TempDir private static Path folder;

  private static Lake list;
  private static Lake logged;
  private static Lake configured;

  @BeforeAll
  static void threeNights() throws IOException {
    LogLines.write(
        folder.resolve("archive/projects/-home-dev-work-shop/s1.jsonl"),
        line(
            "e",
            "2025-06-10",
            "claude-sonnet-4-20250514",
            "end_turn",
            "\"costUSD\":0.01,",
            1000,
            100,
            "",
            0),
        line(
            "a",
            "2026-01-10",
            "claude-sonnet-4-5",
            "end_turn",
            "",
            1000,
            2000,
            split(10_000, 0),
            100_000),
        line(
            "b",
            "2026-01-10",
            "claude-sonnet-4-5",
            "",
            "",
            0,
            100,
            "\"cache_creation_input_tokens\":4000,",
            0),
        line(
            "c",
            "2026-01-11",
            "claude-opus-4-5",
            "end_turn",
            "",
            100,
            10,
            split(0, 20_000),
            180_000),
        line("d", "2026-01-11", "acme-1", "end_turn", "", 500, 50, "", 0),
        "this line is damaged\n");
    Path config =
        Files.writeString(
            folder.resolve("lake.yaml"),
            """
            pricing:
              aliases: {acme-1: claude-opus-4-5}
              discounts: [{model: claude-sonnet-4-5, from: 2026-01-01, percent_off: 20}]
              currency: {name: EUR, rates: [{from: 2026-01-11, per_usd: 0.9}]}
              subscriptions: [{plan: Max, usd_per_month: 31, from: 2026-01-01}]
            """);
    list = night("list");
    logged = night("logged", "--pricing-mode", "logged");
    configured = night("configured", "--config", config);
  }

  @Test
  void everyScenarioCostsWhatWasWorkedOut() {
    scenario(list, "actual", ".41225", ".42125");
    // Contexts of 111,000, 4,000 and 200,100 as input: .363 + .0135 + 1.00075 + .0045.
    scenario(list, "no_caching", "1.38175", "1.38175");
    scenario(list, "all_writes_5m", ".33725", ".33725");
    scenario(list, "all_writes_1h", ".44375", ".44375");
    // c reads 40,100 tokens less, at .50 per million.
    scenario(list, "context_capped_160000", ".3922", ".4012");
    scenario(list, "input_cut_40", ".26065", ".26605");
    // 2, 10, 2.50, 4, .10; d is priced as well: .057 + .011 to .017 + .0983 + .0015 + .003.
    scenario(list, "model_claude-sonnet-5-5_at_2026-11-22", ".1708", ".1768");
    scenario(list, "prices_of_2026-11-22", ".41225", ".42125");
    assertThat(list.rows("scenarios")).hasSize(8);
  }

  @Test
  void ratiosAreOverResponsesThatBothScenariosPrice() {
    TableRow other = named(list, "scenarios", "scenario", "model_claude-sonnet-5-5_at_2026-11-22");
    assertThat(other.count("responses")).isEqualTo(5);
    assertThat(other.count("unpriced_responses")).isZero();
    assertThat(other.count("compared_responses")).isEqualTo(4);
    close(other, "ratio_low", .1693 / .41225);
    close(other, "ratio_high", .1753 / .42125);
    TableRow uncached = named(list, "scenarios", "scenario", "no_caching");
    close(uncached, "ratio_low", 1.38175 / .42125);
    close(uncached, "ratio_high", 1.38175 / .41225);
  }

  @Test
  void aScenarioSaysWhatTheLogsLeaveOpen() {
    TableRow actual = named(list, "scenarios", "scenario", "actual");
    assertThat(actual.count("lifetime_open_responses")).isEqualTo(1);
    assertThat(actual.count("output_open_responses")).isEqualTo(1);
    assertThat(actual.count("place_open_responses")).isZero();
    assertThat(actual.count("unpriced_responses")).isEqualTo(1);
    assertThat(actual.text("open_points"))
        .contains("lifetime of cache writes (5 minutes to 1 hour): 1 responses");
    assertThat(named(list, "scenarios", "scenario", "all_writes_5m").text("open_points"))
        .doesNotContain("lifetime");
  }

  @Test
  void theModesDifferByTheLoggedCostAlone() {
    close(list.rows("totals").get(0), "cost_usd", .41225);
    close(logged.rows("totals").get(0), "cost_usd", .41775);
    scenario(logged, "actual", ".41775", ".42675");
    scenario(logged, "all_writes_5m", ".33725", ".33725");
    assertThat(named(logged, "scenarios", "scenario", "no_caching").text("assumption"))
        .contains("At list prices");
    for (Lake lake : List.of(list, logged)) {
      assertThat(lake.rows("price_modes")).hasSize(1);
      TableRow mode = lake.rows("price_modes").get(0);
      assertThat(mode.text("month_start")).isEqualTo("2025-06-01");
      assertThat(mode.text("model")).isEqualTo("claude-sonnet-4");
      close(mode, "logged_usd", .01);
      close(mode, "list_usd", .0045);
      close(mode, "difference_usd", -.0055);
      assertThat(named(lake, "alerts", "alert", "logged_cost_differs").text("subject"))
          .isEqualTo("claude-sonnet-4");
    }
  }

  @Test
  void aConfigurationReachesEveryCall() {
    // a and b at four fifths, d under its alias: .0804 + .0132 + .29075 + .00375 + .0045.
    close(configured.rows("totals").get(0), "cost_usd", .3926);
    scenario(configured, "actual", ".3926", ".3998");
    TableRow opus = named(configured, "models", "model", "claude-opus-4-5");
    assertThat(opus.count("responses")).isEqualTo(2);
    // (.29075 + .00375) x .9; no rate is known for the day before.
    close(opus, "cost_local", .26505);
    assertThat(named(configured, "models", "model", "claude-sonnet-4-5").at("cost_local"))
        .isEmpty();
    assertThat(alerts(configured, "no_exchange_rate"))
        .extracting(row -> row.text("subject"))
        .containsExactlyInAnyOrder("claude-sonnet-4-5", "claude-sonnet-4");
    assertThat(alerts(configured, "unpriced_model")).isEmpty();
  }

  @Test
  void aFlatPlanIsComparedWithTheCallsOfItsDays() {
    // Eleven of the 31 days of January; e was in June.
    scenario(configured, "flat_subscription", "11", "11");
    TableRow flat = named(configured, "scenarios", "scenario", "flat_subscription");
    assertThat(flat.count("responses")).isEqualTo(4);
    close(flat, "actual_low_usd", .3881);
    close(flat, "actual_high_usd", .3953);
    close(flat, "ratio_low", 11 / .3953);
    assertThat(flat.text("assumption")).contains("Max x 1");
  }

  @Test
  void alertsNameWhatHasNoPriceAndWhatWasLost() {
    TableRow unpriced = named(list, "alerts", "alert", "unpriced_model");
    assertThat(unpriced.text("subject")).isEqualTo("acme-1");
    assertThat(unpriced.text("reason")).isEqualTo("UNKNOWN_MODEL");
    assertThat(unpriced.text("severity")).isEqualTo("warning");
    assertThat(unpriced.count("responses")).isEqualTo(1);
    assertThat(unpriced.count("input_tokens")).isEqualTo(500);
    assertThat(unpriced.count("output_tokens")).isEqualTo(50);
    assertThat(unpriced.text("first_day")).isEqualTo("2026-01-11");
    TableRow quarantine = named(list, "alerts", "alert", "quarantine");
    assertThat(quarantine.text("subject")).isEqualTo("archive");
    assertThat(quarantine.count("log_lines")).isEqualTo(1);
    assertThat(named(list, "alerts", "alert", "open_point").text("reason"))
        .isEqualTo("TTL_ASSUMED");
    assertThat(named(list, "alerts", "alert", "nonfinal_output").count("responses")).isEqualTo(1);
  }

  private static Lake night(String name, Object... options) {
    Lake lake = new Lake(folder.resolve(name));
    Object[] usual = {
      "nightly",
      "--quiet",
      "--master",
      "local[1]",
      "--archive",
      folder.resolve("archive"),
      "--lake",
      lake.root()
    };
    Object[] all = new Object[usual.length + options.length];
    System.arraycopy(usual, 0, all, 0, usual.length);
    System.arraycopy(options, 0, all, usual.length, options.length);
    Ran.here(all).done();
    return lake;
  }

  private static void scenario(Lake lake, String name, String low, String high) {
    TableRow row = named(lake, "scenarios", "scenario", name);
    close(row, "low_usd", Double.parseDouble(low));
    close(row, "high_usd", Double.parseDouble(high));
  }

  private static TableRow named(Lake lake, String table, String column, String value) {
    List<TableRow> found =
        lake.rows(table).stream().filter(row -> row.text(column).equals(value)).toList();
    assertThat(found).as("%s of %s", value, table).hasSize(1);
    return found.get(0);
  }

  private static List<TableRow> alerts(Lake lake, String alert) {
    return lake.rows("alerts").stream().filter(row -> row.text("alert").equals(alert)).toList();
  }

  private static void close(TableRow row, String column, double expected) {
    assertThat((Double) row.at(column).orElseThrow()).as(column).isCloseTo(expected, within(1e-12));
  }

  private static String split(long fiveMinutes, long hour) {
    return "\"cache_creation_input_tokens\":%d,\"cache_creation\":{\"ephemeral_5m_input_tokens\":%d,\"ephemeral_1h_input_tokens\":%d},"
        .formatted(fiveMinutes + hour, fiveMinutes, hour);
  }

  private static String line(
      String id,
      String day,
      String model,
      String stop,
      String cost,
      long input,
      long output,
      String writes,
      long read) {
    String usage =
        "\"usage\":{%s\"input_tokens\":%d,\"output_tokens\":%d,\"cache_read_input_tokens\":%d,\"inference_geo\":\"global\"}"
            .formatted(writes, input, output, read);
    String message =
        "\"message\":{\"id\":\"msg_%s\",\"role\":\"assistant\",\"model\":\"%s\",\"content\":[],\"stop_reason\":%s,%s}"
            .formatted(id, model, stop.isEmpty() ? "null" : "\"" + stop + "\"", usage);
    return "{\"type\":\"assistant\",\"uuid\":\"u-%s\",\"sessionId\":\"s1\",\"cwd\":\"%s\",\"timestamp\":\"%sT12:00:00Z\",%s%s}%n"
        .formatted(id, LogLines.CWD, day, cost, message);
  }
}
