package dev.tokenlake.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.jobs.show.StoredTable;
import dev.tokenlake.parsing.sample.SampleArchive;
import dev.tokenlake.parsing.sample.SampleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The notebook, and readers that know nothing but a path, on a lake out of the sample archive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleLakeTest {

  private static final int SESSIONS = 40;

  @TempDir static Path folder;

  private Python python;
  private Optional<Lake> made = Optional.empty();
  private Optional<StudyNotebook> executed = Optional.empty();

  @BeforeEach
  void findPython(TestInfo test) {
    python = Python.orSkip(test);
  }

  @Test
  void answerIsThatOfTheTotals() throws IOException {
    notebook().assertAnswerIsThatOfTheTotals();
  }

  @Test
  void totalsShownAreThoseOfTheTable() throws IOException {
    notebook().assertTotalsAreStored();
  }

  @Test
  void weeksShownAreThoseOfTheTable() throws IOException {
    notebook().assertShows("weekly", "phase_weeks");
  }

  @Test
  void modelsShownAreThoseOfTheTable() throws IOException {
    notebook().assertShows("models", "models");
  }

  @Test
  void withoutConfigurationThereIsOnePhaseAndNoCommits() throws IOException {
    notebook().assertShows("phases", "phases");
    assertThat(notebook().table("phases").column("phase")).containsExactly("all");
    assertThat(notebook().table("phases").header()).doesNotContain("commits");
    assertThat(notebook().table("phases").caption()).endsWith("Commits: not configured");
    assertThat(notebook().table("weekly").caption()).endsWith("Commits: not configured");
  }

  @Test
  void figuresAreDrawn() throws IOException {
    notebook().assertFiguresAreDrawn();
  }

  @Test
  void failingCellFailsWithItsTraceback() {
    Path nowhere = folder.resolve("nowhere");

    assertThatThrownBy(() -> ExecutedNotebook.of(StudyNotebook.FILE, python, nowhere))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("tables = Tables(lake)")
        .hasMessageContaining("FileNotFoundError: No tables in lake " + nowhere)
        .hasMessageContaining("run ./tokenlake nightly first");
  }

  @Test
  void tablesOfOneNightStayTogetherWhileAnotherIsPublished() throws IOException {
    Path lake = Files.createDirectory(folder.resolve("two-nights"));
    Path first = Files.createDirectory(lake.resolve("first"));
    Path second = Files.createDirectory(lake.resolve("second"));
    Files.createSymbolicLink(lake.resolve("tables"), first);
    for (String table : List.of("totals", "weekly")) {
      Path from = lake().folder(table);
      for (Path night : List.of(first, second)) {
        Files.createDirectory(night.resolve(table));
      }
      try (var files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, first.resolve(table).resolve(file.getFileName()));
        }
      }
    }

    Command.Ended ended = runScript("two_nights.py", lake);

    assertThat(ended.well()).as(ended.output()).isTrue();
    assertThat(ended.output().strip())
        .isEqualTo(String.valueOf(lake().table("weekly").rows().size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pandas", "polars", "duckdb"})
  void readerNeedsNothingButAPath(String reader) throws IOException {
    StoredTable weekly = lake().table("weekly");

    Command.Ended ended = runScript("read_with_" + reader + ".py", lake().folder("weekly"));

    assertThat(ended.well()).as(ended.output()).isTrue();
    JsonNode read = new ObjectMapper().readTree(ended.output());
    assertThat(read.path("rows").asInt()).isEqualTo(weekly.rows().size()).isPositive();
    Map<String, Double> sums = Sums.of(weekly);
    assertThat(sums).containsKeys("output_tokens", "cache_read_tokens", "cost_usd", "cache_share");
    sums.forEach(
        (column, sum) ->
            assertThat(read.path("sums").path(column).asDouble(Double.NaN))
                .as(column)
                .isEqualTo(sum, tolerance(sum)));
  }

  /** Sums of whole numbers are exact; those of fractions depend on their order. */
  private static Offset<Double> tolerance(double sum) {
    return within(Math.rint(sum) == sum ? 0.0 : Math.abs(sum) * 1e-12);
  }

  private Command.Ended runScript(String script, Path argument) {
    return python.run(
        Map.of(),
        Module.FOLDER.resolve("src/test/python").resolve(script).toString(),
        argument.toString());
  }

  private Lake lake() throws IOException {
    if (made.isEmpty()) {
      Path archive = folder.resolve("archive");
      new SampleArchive(SampleSpec.DEFAULT.withSessions(SESSIONS)).write(archive);
      made = Optional.of(Lake.ofNight(archive, folder.resolve("sample-lake")));
    }
    return made.get();
  }

  private StudyNotebook notebook() throws IOException {
    if (executed.isEmpty()) {
      ExecutedNotebook shown = ExecutedNotebook.of(StudyNotebook.FILE, python, lake().root());
      executed = Optional.of(new StudyNotebook(shown, lake()));
    }
    return executed.get();
  }
}
