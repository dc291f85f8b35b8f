package dev.tokenlake.jobs.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Lake.TableRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs that add up to the published study give its tables back, to every digit that was printed.
 * The night over them takes long; whoever makes one has these tests by extending this class.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StudyFigures {
  private Lake lake;

  @BeforeAll
  protected void night(@TempDir Path folder) throws IOException {
    lake = StudyNight.in(folder);
  }

  /** The lake of {@link StudyNight}. */
  protected final Lake lake() {
    return lake;
  }

  @Test
  protected void weeksAreThoseOfTheStudy() {
    List<TableRow> weeks = lake().rows("weekly");

    assertThat(weeks).hasSameSizeAs(StudyTables.weeks());
    for (int i = 0; i < weeks.size(); i++) {
      assertIsWeek(weeks.get(i), StudyTables.weeks().get(i));
    }
  }

  @Test
  protected void weeksOfPhasesAreThoseOfTheStudyEachUnderItsPhase() {
    List<TableRow> weeks = lake().rows("phase_weeks");

    assertThat(weeks).hasSameSizeAs(StudyTables.weeks());
    for (int i = 0; i < weeks.size(); i++) {
      assertThat(weeks.get(i).text("phase")).isEqualTo(StudyTables.weeks().get(i).phase());
      assertIsWeek(weeks.get(i), StudyTables.weeks().get(i));
    }
  }

  /** How long the writes lived was not published, nor which model made how many. */
  @Test
  protected void costWithCachingIsARangeWithinThePublishedBoundsAndAQuarterOfThatWithout() {
    Map<String, TableRow> scenarios =
        lake().rows("scenarios").stream()
            .collect(Collectors.toMap(row -> row.text("scenario"), row -> row));
    TableRow actual = scenarios.get("actual");
    TableRow uncached = scenarios.get("no_caching");

    assertThat(dollars(actual, "low_usd")).isBetween(5_053.0, 8_040.0);
    assertThat(dollars(actual, "high_usd")).isBetween(5_501.0, 10_281.0);
    assertThat(dollars(actual, "high_usd")).isGreaterThan(dollars(actual, "low_usd"));
    assertThat(actual.count("lifetime_open_responses")).isPositive();
    assertThat(dollars(uncached, "low_usd")).isBetween(41_246.0, 43_636.0);
    assertThat(dollars(uncached, "ratio_low")).isGreaterThan(4.0);
  }

  private static double dollars(TableRow row, String column) {
    return (Double) row.at(column).orElseThrow();
  }

  @Test
  protected void phasesAddTheirWeeksUp() {
    Map<String, List<StudyTables.Week>> published =
        StudyTables.weeks().stream()
            .collect(
                Collectors.groupingBy(
                    StudyTables.Week::phase, LinkedHashMap::new, Collectors.toList()));
    List<TableRow> phases = lake().rows("phases");

    assertThat(phases)
        .extracting(row -> row.text("phase"))
        .containsExactlyElementsOf(published.keySet());
    for (TableRow phase : phases) {
      List<StudyTables.Week> weeks = published.get(phase.text("phase"));
      assertThat(phase.count("weeks")).isEqualTo(weeks.size());
      assertThat(phase.count("sessions"))
          .isEqualTo(weeks.stream().mapToInt(StudyTables.Week::sessions).sum());
      assertThat(phase.count("commits"))
          .isEqualTo(weeks.stream().mapToInt(StudyTables.Week::commits).sum());
      for (String column : List.of("output_tokens", "cache_read_tokens", "responses")) {
        assertThat(phase.count(column))
            .isEqualTo(
                lake().rows("phase_weeks").stream()
                    .filter(week -> week.text("phase").equals(phase.text("phase")))
                    .mapToLong(week -> week.count(column))
                    .sum());
      }
    }
    // 176 + 484 + 573: the study's own text leaves the first week out and says 1,057.
    assertThat(phases.get(0).count("commits")).isEqualTo(1_233);
  }

  @Test
  protected void modelsAreThoseOfTheStudyMostUsedFirst() {
    List<TableRow> models = lake().rows("models");

    assertThat(models)
        .extracting(row -> row.text("model"))
        .containsExactlyElementsOf(
            StudyTables.models().stream().map(StudyTables.Model::name).toList());
    for (int i = 0; i < models.size(); i++) {
      TableRow row = models.get(i);
      StudyTables.Model model = StudyTables.models().get(i);
      assertThat(row.count("responses")).isEqualTo(model.messages());
      assertThat(rounded(row.count("input_tokens"), 1_000_000, 2)).isEqualTo(model.inputMillions());
      assertThat(rounded(row.count("output_tokens"), 1_000_000, 2))
          .isEqualTo(model.outputMillions());
      assertThat(rounded(row.count("cache_read_tokens"), 1_000_000_000, 2))
          .isEqualTo(model.cacheReadBillions());
    }
  }

  @Test
  protected void totalsAreThoseOfTheStudyToTheToken() {
    TableRow totals = lake().rows("totals").get(0);

    for (String column :
        List.of("session_files", "input_tokens", "output_tokens", "cache_write_tokens")) {
      assertThat(totals.count(column)).as(column).isEqualTo(StudyTables.total(column));
    }
    assertThat(totals.count("cache_read_tokens")).isEqualTo(StudyTables.total("cache_read_tokens"));
    assertThat(totals.count("total_tokens")).isEqualTo(StudyTables.total("grand_total_tokens"));
    assertThat(totals.count("input_tokens") + totals.count("output_tokens"))
        .isEqualTo(StudyTables.total("non_cached_tokens"));
    assertThat(totals.at("first_day")).contains(StudyTables.day("first_day"));
    assertThat(totals.at("last_day")).contains(StudyTables.day("last_day"));
    assertThat(Math.round((Double) totals.at("read_per_input").orElseThrow()))
        .isEqualTo(StudyTables.total("cache_read_per_input"));
    assertThat(Math.round((Double) totals.at("read_per_fresh").orElseThrow()))
        .isEqualTo(StudyTables.total("cache_read_per_non_cached"));
    // The sessions of the weeks add up to fewer than the files: the rest reached no model.
    assertThat(totals.count("sessions"))
        .isEqualTo(StudyTables.weeks().stream().mapToInt(StudyTables.Week::sessions).sum())
        .isLessThan(totals.count("session_files"));
    assertThat(totals.count("unpriced_responses")).isZero();
  }

  @Test
  protected void theCostLiesWhereTheStudysFiguresPutIt() {
    // Bounds over every split of the cache writes by lifetime and model that the study allows.
    assertThat((Double) lake().rows("totals").get(0).at("cost_usd").orElseThrow())
        .isBetween(5_053.0, 10_281.0);
  }

  private static void assertIsWeek(TableRow row, StudyTables.Week week) {
    assertThat(row.at("week_start")).contains(week.start());
    assertThat(row.count("sessions")).isEqualTo(week.sessions());
    assertThat(rounded(row.count("output_tokens"), 1_000_000, 2)).isEqualTo(week.outputMillions());
    assertThat(rounded(row.count("cache_read_tokens"), 1_000_000_000, 2))
        .isEqualTo(week.cacheReadBillions());
    assertThat(rounded(row.count("cache_read_tokens") * 100, row.count("total_tokens"), 1))
        .isEqualTo(week.cachePct());
    assertThat(new BigDecimal((Double) row.at("cache_share").orElseThrow() * 100))
        .isBetween(
            week.cachePct().subtract(new BigDecimal("0.05")),
            week.cachePct().add(new BigDecimal("0.05")));
    assertThat(row.count("commits")).isEqualTo(week.commits());
  }

  private static BigDecimal rounded(long value, long unit, int decimals) {
    return BigDecimal.valueOf(value)
        .divide(BigDecimal.valueOf(unit), decimals, RoundingMode.HALF_UP);
  }
}
