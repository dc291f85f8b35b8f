package dev.tokenlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.oracle.NaiveCounter;
import dev.tokenlake.jobs.oracle.OracleCount;
import dev.tokenlake.jobs.oracle.OracleTally;
import dev.tokenlake.jobs.oracle.OracleTokens;
import dev.tokenlake.jobs.rollup.PublishedTable;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Lake.TableRow;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an archive of logs to published tables and back to what a naive counter makes of it. */
class EndToEndTest {
  /** Tables that do not count each response in one row. */
  private static final Set<PublishedTable> OF_OTHER_GRAIN =
      EnumSet.of(
          PublishedTable.USAGE,
          PublishedTable.SCENARIOS,
          PublishedTable.PRICE_MODES,
          PublishedTable.COUNTING_AUDIT,
          PublishedTable.ALERTS);

  @TempDir private static Path folder;

  private static Path archive;
  private static Lake lake;
  private static Ran firstNight;
  private static Map<String, String> firstDigests;
  private static OracleCount oracle;

  @BeforeAll
  static void firstNight() throws IOException {
    archive = folder.resolve("archive");
    Ran.here("sample", "--out", archive, "--sessions", 40, "--seed", 7, "--mean-bytes", 20_000)
        .done();
    lake = new Lake(folder.resolve("lake"));
    firstNight = nightly(archive, lake, "local[1]").done();
    firstDigests = lake.digests();
    oracle = NaiveCounter.count(archive);
  }

  @Test
  void theSampleHasWhatTheRulesAreAbout() {
    assertThat(oracle.salvagedLines() + oracle.badLines()).isPositive();
    assertThat(oracle.totals().logLines()).isGreaterThan(oracle.totals().responses());
    assertThat(oracle.perModel()).hasSizeGreaterThan(2);
    assertThat(oracle.perDay()).hasSizeGreaterThan(10);
  }

  @Test
  void tokensPerModelAndDayAreThoseOfTheOracle() {
    SortedMap<String, OracleTally> tables =
        tallies(
            "usage", row -> row.text("model_logged") + " " + row.text("day"), row -> tally(1, row));
    SortedMap<String, OracleTally> counted = new TreeMap<>();
    oracle
        .perModelAndDay()
        .forEach(
            (key, tally) ->
                counted.put(
                    key.model() + " " + key.day().map(LocalDate::toString).orElse("-"), tally));

    assertThat(tables).isEqualTo(counted);
  }

  @Test
  void daysAndModelsAndTheWholeAreThoseOfTheOracle() {
    SortedMap<LocalDate, OracleTally> days = new TreeMap<>();
    for (TableRow row : lake.rows("daily")) {
      if (row.count("responses") > 0) {
        days.put((LocalDate) row.at("day").orElseThrow(), tally(row));
      }
    }
    assertThat(days).isEqualTo(oracle.perDay());

    Map<String, String> canonical =
        lake.rows("usage").stream()
            .collect(
                Collectors.toMap(
                    row -> row.text("model_logged"), row -> row.text("model"), (a, b) -> a));
    SortedMap<String, OracleTally> models = new TreeMap<>();
    oracle
        .perModel()
        .forEach(
            (model, tally) ->
                models.merge(
                    Objects.requireNonNull(canonical.get(model)), tally, OracleTally::plus));
    assertThat(tallies("models", row -> row.text("model"), EndToEndTest::tally)).isEqualTo(models);

    assertThat(tallies("totals", row -> "all", EndToEndTest::tally).get("all"))
        .isEqualTo(oracle.totals());
  }

  @Test
  void everyCountingRuleComesToWhatTheOracleCountsByIt() {
    Map<String, Map<Optional<YearMonth>, OracleTokens>> table = new TreeMap<>();
    for (TableRow row : lake.rows("counting_audit")) {
      Optional<YearMonth> month = row.at("month_start").map(day -> YearMonth.from((LocalDate) day));
      OracleTokens tokens =
          new OracleTokens(
              row.count("input_tokens"),
              row.count("output_tokens"),
              row.count("cache_write_5m_tokens"),
              row.count("cache_write_1h_tokens"),
              row.count("cache_read_tokens"));
      table
          .computeIfAbsent(row.text("rule"), rule -> new HashMap<>())
          .merge(month, tokens, OracleTokens::plus);
    }
    table.remove("ours");
    table.values().forEach(months -> months.values().removeIf(OracleTokens.NONE::equals));

    assertThat(oracle.rules()).hasSize(8);
    assertThat(table).isEqualTo(oracle.rules());
    // Rules that agree on this archive would prove nothing.
    assertThat(new HashSet<>(table.values())).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void everySummaryAddsUpToTheSame() {
    for (PublishedTable table : PublishedTable.values()) {
      if (!OF_OTHER_GRAIN.contains(table)) {
        assertThat(tallies(table.tableName(), row -> "all", EndToEndTest::tally).get("all"))
            .as(table.tableName())
            .isEqualTo(oracle.totals());
      }
    }
  }

  @Test
  void everyLineOfTheArchiveIsAccountedFor() {
    assertThat(lake.rows("sources")).hasSize(1);
    TableRow source = lake.rows("sources").get(0);

    assertThat(source.text("source")).isEqualTo("archive");
    assertThat(source.count("log_files")).isEqualTo(oracle.files());
    assertThat(source.count("lines")).isEqualTo(oracle.lines());
    assertThat(source.count("quarantined_lines")).isEqualTo(oracle.badLines());
    assertThat(source.count("lines"))
        .isEqualTo(
            source.count("entries")
                + source.count("ignored_lines")
                + source.count("quarantined_lines"));
    assertThat(lake.latestRun().path("command").asText()).isNotEmpty();
  }

  @Test
  void aNightPrintsTheWeeksAndNothingButProgressBesides() {
    assertThat(firstNight.out().lines().findFirst().orElseThrow())
        .startsWith("week_start")
        .contains("sessions", "responses", "cache_share", "cost_usd");
    assertThat(firstNight.out().lines()).hasSize(1 + lake.rows("weekly").size());
    assertThat(firstNight.err()).contains("logs found").doesNotContain("WARN", "Exception");
  }

  @Test
  void aNightOnAnotherMasterMakesTheSameTables() {
    Lake other = new Lake(folder.resolve("other-master"));
    nightly(archive, other, "local[4]").done();

    assertThat(other.digests()).isEqualTo(firstDigests).hasSize(PublishedTable.values().length);
  }

  @Test
  void aRebuildChangesNoTable() {
    Ran.here("rebuild", "--archive", archive, "--lake", lake.root(), "--quiet").done();

    assertThat(lake.latestRun().path("command").asText()).isEqualTo("rebuild");
    assertThat(lake.digests()).isEqualTo(firstDigests);
  }

  @Test
  void ingestAndRollupMakeANight() {
    Lake stepByStep = new Lake(folder.resolve("step-by-step"));

    Ran.here("ingest", "--archive", archive, "--lake", stepByStep.root(), "--quiet").done();
    assertThat(stepByStep.root().resolve("tables/weekly")).doesNotExist();
    Ran.here("rollup", "--lake", stepByStep.root(), "--quiet").done();

    assertThat(stepByStep.digests()).isEqualTo(firstDigests);
  }

  @Test
  void copiesAndTheOrderOfFilesChangeNoToken() throws IOException {
    Path doubled = folder.resolve("doubled");
    List<String> projects = names(archive.resolve("projects"));
    for (int i = 0; i < projects.size(); i++) {
      Path project = archive.resolve("projects").resolve(projects.get(i));
      // The first becomes the last in one copy; the other keeps its names, in another folder.
      copy(project, doubled.resolve("projects/p%03d".formatted(projects.size() - i)));
      copy(project, doubled.resolve("backup-of-yesterday/projects/" + projects.get(i)));
    }
    Lake copies = new Lake(folder.resolve("lake-of-copies"));

    nightly(doubled, copies, "local[2]").done();

    assertThat(byKeyWithoutPlaces(copies)).isEqualTo(byKeyWithoutPlaces(lake));
    assertThat(copies.sum("totals", "log_lines")).isEqualTo(2 * lake.sum("totals", "log_lines"));
    for (String column : List.of("session_files", "subagent_files", "sessions", "projects")) {
      assertThat(copies.sum("totals", column)).as(column).isEqualTo(lake.sum("totals", column));
    }
    assertThat(copies.sum("sources", "log_files")).isEqualTo(2 * oracle.files());
    assertThat(NaiveCounter.count(doubled).totals().tokens()).isEqualTo(oracle.totals().tokens());
  }

  @Test
  void otherEnginesReadATableByItsPathAlone() throws Exception {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet sums =
            statement.executeQuery(
                "SELECT sum(total_tokens), sum(responses), min(week_start) FROM '%s/*.parquet'"
                    .formatted(lake.root().resolve("tables/weekly")))) {
      assertThat(sums.next()).isTrue();
      assertThat(sums.getLong(1)).isEqualTo(oracle.totals().tokens().total());
      assertThat(sums.getLong(2)).isEqualTo(oracle.totals().responses());
      assertThat(sums.getObject(3)).isEqualTo(lake.rows("weekly").get(0).at("week_start").get());
    }
  }

  @Test
  void tablesAreFoldersOfPlainParquetAndNothingElse() {
    assertThat(lake.files())
        .filteredOn(file -> file.startsWith(lake.root().resolve("tables")))
        .isNotEmpty()
        .allMatch(
            file ->
                file.getFileName()
                    .toString()
                    .matches("part-(\\d{5}|\\d{4}-\\d\\d-\\d\\d-\\d{6}|night-\\d{6})\\.parquet"));
    assertThat(lake.files()).noneMatch(file -> file.startsWith(lake.root().resolve(".work")));
  }

  private static Ran nightly(Path archive, Lake lake, String master) {
    return Ran.here("nightly", "--archive", archive, "--lake", lake.root(), "--master", master);
  }

  /** Every column of every call but the number of lines that told it. */
  private static SortedMap<String, Map<String, String>> byKeyWithoutPlaces(Lake lake) {
    SortedMap<String, Map<String, String>> calls = new TreeMap<>();
    for (TableRow row : lake.rows("usage")) {
      Map<String, String> cells = new TreeMap<>();
      row.cells().keySet().forEach(column -> cells.put(column, row.text(column)));
      cells.keySet().removeAll(List.of("log_lines", "source"));
      calls.put(row.text("response_key"), cells);
    }
    return calls;
  }

  private static SortedMap<String, OracleTally> tallies(
      String table, Function<TableRow, String> group, Function<TableRow, OracleTally> tally) {
    BinaryOperator<OracleTally> plus = OracleTally::plus;
    return lake.rows(table).stream().collect(Collectors.toMap(group, tally, plus, TreeMap::new));
  }

  private static OracleTally tally(TableRow row) {
    return tally(row.count("responses"), row);
  }

  private static OracleTally tally(long responses, TableRow row) {
    return new OracleTally(
        responses,
        row.count("log_lines"),
        new OracleTokens(
            row.count("input_tokens"),
            row.count("output_tokens"),
            row.count("cache_write_5m_tokens"),
            row.count("cache_write_1h_tokens"),
            row.count("cache_read_tokens")));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.sorted(Comparator.naturalOrder()).toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
