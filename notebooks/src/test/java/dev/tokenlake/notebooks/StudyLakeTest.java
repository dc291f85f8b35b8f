package dev.tokenlake.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.study.StudyFigures;
import dev.tokenlake.jobs.study.StudyTables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * After a night over logs with the sums of the published study, the tables say and the notebook
 * shows what was published.
 */
class StudyLakeTest extends StudyFigures {
  private static final List<String> WHOLE_TOTALS =
      List.of("session_files", "input_tokens", "output_tokens", "cache_write_tokens");

  private TestInfo test;
  private Optional<StudyNotebook> executed = Optional.empty();

  @BeforeEach
  void remember(TestInfo test) {
    this.test = test;
  }

  /** Executed once; without a Python to do so, skips the test. */
  private StudyNotebook notebook() {
    Python python = Python.orSkip(test);
    if (executed.isEmpty()) {
      Lake lake = new Lake(lake().root());
      ExecutedNotebook shown = ExecutedNotebook.of(StudyNotebook.FILE, python, lake.root());
      executed = Optional.of(new StudyNotebook(shown, lake));
    }
    return executed.get();
  }

  @Test
  void totalsAreThePublishedOnes() {
    for (String metric : WHOLE_TOTALS) {
      assertThat(notebook().total(metric.replace('_', ' '))).isEqualTo(published(metric));
    }
    assertThat(notebook().total("cache read tokens")).isEqualTo(published("cache_read_tokens"));
    assertThat(notebook().total("all tokens")).isEqualTo(published("grand_total_tokens"));
    assertThat(rounded(notebook().total("cache reads per input token")))
        .isEqualTo(StudyTables.total("cache_read_per_input"));
    assertThat(rounded(notebook().total("cache reads per input or output token")))
        .isEqualTo(StudyTables.total("cache_read_per_non_cached"));
    notebook().assertTotalsAreStored();
    notebook().assertAnswerIsThatOfTheTotals();
  }

  @Test
  void weeksAreThePublishedOnes() {
    ShownTable weeks = notebook().table("weekly");

    assertThat(weeks.column("phase")).isEqualTo(ofWeeks(StudyTables.Week::phase));
    assertThat(weeks.column("week")).isEqualTo(ofWeeks(week -> week.start().toString()));
    assertThat(weeks.column("sessions")).isEqualTo(ofWeeks(week -> count(week.sessions())));
    assertThat(weeks.column("output (M)"))
        .isEqualTo(ofWeeks(week -> week.outputMillions().toPlainString()));
    assertThat(weeks.column("cache reads (B)"))
        .isEqualTo(ofWeeks(week -> week.cacheReadBillions().toPlainString()));
    assertThat(weeks.column("cache %")).isEqualTo(ofWeeks(week -> week.cachePct().toPlainString()));
    assertThat(weeks.column("commits")).isEqualTo(ofWeeks(week -> count(week.commits())));
    notebook().assertShows("weekly", "phase_weeks");
  }

  @Test
  void phasesAddUpTheirWeeks() {
    ShownTable phases = notebook().table("phases");

    assertThat(phases.column("phase")).containsExactly("Heavy Lifting", "The Pivot", "The Payoff");
    for (int row = 0; row < phases.rows().size(); row++) {
      String phase = phases.column("phase").get(row);
      List<StudyTables.Week> weeks =
          StudyTables.weeks().stream().filter(week -> week.phase().equals(phase)).toList();
      assertThat(phases.column("sessions").get(row))
          .isEqualTo(count(weeks.stream().mapToLong(StudyTables.Week::sessions).sum()));
      assertThat(phases.column("commits").get(row))
          .isEqualTo(count(weeks.stream().mapToLong(StudyTables.Week::commits).sum()));
    }
    notebook().assertShows("phases", "phases");
  }

  @Test
  void modelsAreThePublishedOnes() {
    ShownTable models = notebook().table("models");

    assertThat(models.column("model")).isEqualTo(ofModels(StudyTables.Model::name));
    assertThat(models.column("responses")).isEqualTo(ofModels(model -> count(model.messages())));
    assertThat(models.column("input (M)"))
        .isEqualTo(ofModels(model -> model.inputMillions().toPlainString()));
    assertThat(models.column("output (M)"))
        .isEqualTo(ofModels(model -> model.outputMillions().toPlainString()));
    assertThat(models.column("cache reads (B)"))
        .isEqualTo(ofModels(model -> model.cacheReadBillions().toPlainString()));
    notebook().assertShows("models", "models");
  }

  @Test
  void figuresAreDrawn() {
    notebook().assertFiguresAreDrawn();
  }

  private static List<String> ofWeeks(Function<StudyTables.Week, String> figure) {
    return StudyTables.weeks().stream().map(figure).toList();
  }

  private static List<String> ofModels(Function<StudyTables.Model, String> figure) {
    return StudyTables.models().stream().map(figure).toList();
  }

  private static String published(String metric) {
    return count(StudyTables.total(metric));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static long rounded(String shown) {
    return new BigDecimal(shown.replace(",", "")).setScale(0, RoundingMode.HALF_UP).longValue();
  }
}
