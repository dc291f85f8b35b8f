package dev.tokenlake.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.testing.TestSpark;
import dev.tokenlake.parsing.sample.SampleArchive;
import dev.tokenlake.parsing.sample.SampleSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A check that cannot fail proves nothing: each is shown a table with one defect. */
class ChecksTest {
  private static final String SUMS = "tokens, lines or responses differ from the facts";
  private static final String COST = "cost differs from the facts";
  private static final String PARTS = "parts of a row do not add up";
  private static final String SESSIONS = "sessions do not add up to those of the facts";
  private static final String FILES = "session files do not add up to the transcripts";

  private static SparkSession spark;
  private static final Map<PublishedTable, List<Row>> ROWS = new EnumMap<>(PublishedTable.class);

  /** Small enough to be changed by hand, with several weeks, models, projects and agents. */
  @BeforeAll
  static void rollUpASample(@TempDir Path folder) throws Exception {
    spark = TestSpark.session();
    Path archive = folder.resolve("archive");
    new SampleArchive(SampleSpec.DEFAULT.withSessions(12).withMeanBytes(8_000)).write(archive);
    Generation generation =
        new Generation(1, Place.of(Files.createDirectories(folder.resolve("generation"))));
    Place facts = ReadLogs.facts(spark, ReadLogs.inputs(archive), folder.resolve("facts"));
    new RollupJob(spark, TestSpark.PLAIN, ReadLogs.SILENT)
        .run(
            new LakeFacts(spark, List.of(facts), Ledger.EMPTY),
            Optional.empty(),
            List.of(),
            generation,
            Place.of(Files.createDirectories(folder.resolve("work"))));
    for (PublishedTable table : PublishedTable.values()) {
      ROWS.put(table, spark.table(table.tableName()).collectAsList());
    }
  }

  @AfterAll
  static void forgetViews() {
    spark.catalog().clearCache();
  }

  @ParameterizedTest
  @EnumSource(PublishedTable.class)
  void aSoundTableBreaksNoRule(PublishedTable table) {
    assertThat(brokenBy(table, ROWS.get(table))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = PublishedTable.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SCENARIOS", "PRICE_MODES", "COUNTING_AUDIT", "ALERTS"})
  void aTokenThatOnlyTheTotalHasIsFound(PublishedTable table) {
    assertThat(brokenBy(table, changed(table, Map.of("total_tokens", 1L)))).containsExactly(PARTS);
  }

  @ParameterizedTest
  @EnumSource(
      value = PublishedTable.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SCENARIOS", "PRICE_MODES", "COUNTING_AUDIT", "ALERTS"})
  void figuresThatAgreeWithEachOtherAndNotWithTheFactsAreFound(PublishedTable table) {
    Map<String, Object> changes = new LinkedHashMap<>();
    changes.put("cache_write_1h_tokens", 1L);
    changes.put("cache_write_tokens", 1L);
    changes.put("total_tokens", 1L);
    changes.put("cost_usd", 0.01);
    changes.put("cost_input_usd", 0.01);
    Set<String> expected = new TreeSet<>(Set.of(SUMS, COST));
    Set<String> columns = Set.of(schema(table).fieldNames());
    if (columns.contains("sessions")) {
      changes.put("sessions", -1L);
      expected.add(SESSIONS);
    }
    if (columns.contains("session_files")) {
      changes.put("session_files", 1L);
      expected.add(FILES);
    }

    assertThat(brokenBy(table, changed(table, changes))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = PublishedTable.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SCENARIOS", "PRICE_MODES", "COUNTING_AUDIT", "ALERTS"})
  void aRowThatStandsTwiceIsFound(PublishedTable table) {
    List<Row> rows = new ArrayList<>(ROWS.get(table));
    rows.add(rows.get(rows.size() - 1));

    assertThat(brokenBy(table, rows))
        .contains(
            switch (table) {
              case TOTALS -> "not one row";
              case USAGE -> "rows differ from the facts";
              default -> "two rows of one grain";
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = PublishedTable.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SCENARIOS", "PRICE_MODES", "COUNTING_AUDIT", "ALERTS"})
  void aRowThatIsLostIsFound(PublishedTable table) {
    List<Row> rows = new ArrayList<>(ROWS.get(table));
    rows.remove(withResponses(table));

    assertThat(brokenBy(table, rows)).contains(SUMS);
  }

  @ParameterizedTest
  @EnumSource(
      value = PublishedTable.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SCENARIOS", "PRICE_MODES", "COUNTING_AUDIT", "ALERTS"})
  void aShareBeyondOneIsFound(PublishedTable table) {
    assertThat(brokenBy(table, changed(table, Map.of("cache_share", 1.0)))).containsExactly(PARTS);
  }

  @Test
  void aLostLogLineIsFound() {
    assertThat(brokenBy(PublishedTable.SOURCES, changed(PublishedTable.SOURCES, "lines", 1L)))
        .containsExactly("lines are lost");
  }

  @Test
  void sharesOfTheTotalThatDoNotMakeOneAreFound() {
    assertThat(brokenBy(PublishedTable.TOTALS, changed(PublishedTable.TOTALS, "input_share", 0.1)))
        .containsExactly("shares do not add up to one");
  }

  @Test
  void aSessionThatEndsBeforeItStartsIsFound() {
    assertThat(
            brokenBy(
                PublishedTable.SESSIONS,
                changed(PublishedTable.SESSIONS, "end_ts", Instant.parse("2001-01-01T00:00:00Z"))))
        .containsExactly("a session ends before it starts or peaks below its mean");
  }

  @Test
  void aPriceWithAReasonForNoneIsFound() {
    assertThat(
            brokenBy(
                PublishedTable.USAGE,
                changed(PublishedTable.USAGE, "unpriced_reason", "UNKNOWN_MODEL")))
        .containsExactlyInAnyOrder("a price and a reason for none", SUMS);
  }

  @Test
  void aCallOfNoKindIsFound() {
    assertThat(
            brokenBy(PublishedTable.USAGE, changed(PublishedTable.USAGE, "call_kind", "MESSAGE")))
        .containsExactly("a count is negative or a call has no kind");
  }

  @Test
  void aScenarioThatIsLostOrCountsOtherResponsesIsFound() {
    List<Row> rows = ROWS.get(PublishedTable.SCENARIOS);
    StructType schema = schema(PublishedTable.SCENARIOS);

    assertThat(brokenBy(PublishedTable.SCENARIOS, rows.subList(1, rows.size())))
        .contains("a scenario is lost or doubled");
    assertThat(brokenBy(PublishedTable.SCENARIOS, with(rows, 0, schema, "responses", 1_000_000L)))
        .containsExactly("responses differ from the facts");
    assertThat(brokenBy(PublishedTable.SCENARIOS, with(rows, 0, schema, "low_usd", 1e6)))
        .contains(
            "actual does not reconcile with the facts",
            "low is above high, or a count exceeds the responses");
  }

  @Test
  void aLoggedCostThatNoResponseStatesIsFound() {
    StructType schema = schema(PublishedTable.PRICE_MODES);
    List<Row> rows = new ArrayList<>(ROWS.get(PublishedTable.PRICE_MODES));
    Object[] cells = new Object[schema.length()];
    cells[schema.fieldIndex("responses")] = 1L;
    cells[schema.fieldIndex("compared_responses")] = 2L;
    cells[schema.fieldIndex("logged_usd")] = 1.0;
    rows.add(RowFactory.create(cells));

    assertThat(brokenBy(PublishedTable.PRICE_MODES, rows))
        .containsExactlyInAnyOrder(
            "logged or list costs differ from the facts", "a difference does not add up");
  }

  @Test
  void anAuditThatDisagreesWithTheFactsOrWithItselfIsFound() {
    PublishedTable audit = PublishedTable.COUNTING_AUDIT;
    List<Row> rows = ROWS.get(audit);
    StructType schema = schema(audit);
    int ours = ofRule(rows, "ours");
    int everyLine = ofRule(rows, "every_line");

    assertThat(brokenBy(audit, with(rows, ours, schema, "units", 1_000_000L)))
        .containsExactly(SUMS);
    assertThat(brokenBy(audit, with(rows, everyLine, schema, "units", 1_000_000L)))
        .containsExactly("lines differ from the facts");
    assertThat(brokenBy(audit, with(rows, everyLine, schema, "total_tokens", -1_000_000_000_000L)))
        .containsExactlyInAnyOrder(PARTS, "one line of a response counts more than all of them");
    assertThat(brokenBy(audit, rows.subList(1, rows.size())))
        .contains("a rule lacks a month of a source");
  }

  private static int ofRule(List<Row> rows, String rule) {
    return IntStream.range(0, rows.size())
        .filter(i -> rows.get(i).<String>getAs("rule").equals(rule))
        .filter(i -> rows.get(i).<Long>getAs("units") > 0)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anAlertThatInventsIsFound() {
    StructType schema = schema(PublishedTable.ALERTS);
    List<Row> rows = new ArrayList<>(ROWS.get(PublishedTable.ALERTS));
    for (String alert : List.of("unpriced_model", "quarantine")) {
      Object[] cells = new Object[schema.length()];
      cells[schema.fieldIndex("alert")] = alert;
      cells[schema.fieldIndex("subject")] = "nothing of the kind";
      for (String column : schema.fieldNames()) {
        if (column.endsWith("_tokens") || List.of("responses", "log_lines").contains(column)) {
          cells[schema.fieldIndex(column)] = 1L;
        }
      }
      rows.add(RowFactory.create(cells));
      rows.add(RowFactory.create(cells));
    }

    // Four tokens of one each are not a total of one.
    assertThat(brokenBy(PublishedTable.ALERTS, rows))
        .containsExactlyInAnyOrder(
            "unpriced responses differ from the facts",
            "quarantined lines differ from those of the files",
            "tokens of a row do not add up, or it says nothing",
            "two rows of one grain");
  }

  private static List<Row> with(
      List<Row> rows, int at, StructType schema, String column, Object value) {
    Row row = rows.get(at);
    Object[] cells = new Object[row.length()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = i == schema.fieldIndex(column) ? value : row.get(i);
    }
    List<Row> changed = new ArrayList<>(rows);
    changed.set(at, RowFactory.create(cells));
    return changed;
  }

  private static Set<String> brokenBy(PublishedTable table, List<Row> rows) {
    spark.createDataFrame(rows, schema(table)).createOrReplaceTempView(table.tableName());
    try {
      Set<String> rules = new TreeSet<>();
      new SqlModel(table.tableName())
          .violations(spark)
          .collectAsList()
          .forEach(row -> rules.add(row.getString(0)));
      Summaries.violations(spark, List.of(table))
          .collectAsList()
          .forEach(row -> rules.add(row.getString(1)));
      return rules;
    } finally {
      spark
          .createDataFrame(ROWS.get(table), schema(table))
          .createOrReplaceTempView(table.tableName());
    }
  }

  private static List<Row> changed(PublishedTable table, String column, Object value) {
    return changed(table, Map.of(column, value));
  }

  /** The rows with one of them changed: numbers are added, everything else is put in place. */
  private static List<Row> changed(PublishedTable table, Map<String, Object> changes) {
    List<Row> rows = new ArrayList<>(ROWS.get(table));
    int at = withResponses(table);
    Row row = rows.get(at);
    Object[] cells = new Object[row.length()];
    for (int i = 0; i < cells.length; i++) {
      Object change = changes.get(schema(table).fieldNames()[i]);
      Object cell = row.get(i);
      if (change instanceof Long more) {
        cells[i] = (Long) cell + more;
      } else if (change instanceof Double more) {
        cells[i] = (Double) cell + more;
      } else {
        cells[i] = change == null ? cell : change;
      }
    }
    rows.set(at, RowFactory.create(cells));
    return rows;
  }

  /** Place of a row with priced tokens read from the cache, and with a session that began there. */
  private static int withResponses(PublishedTable table) {
    List<String> names = List.of(schema(table).fieldNames());
    List<Row> rows = ROWS.get(table);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      boolean priced = row.get(names.indexOf("cost_usd")) != null;
      boolean read = row.getLong(names.indexOf("cache_read_tokens")) > 0;
      boolean began = !names.contains("sessions") || row.getLong(names.indexOf("sessions")) > 0;
      if (priced && read && began) {
        return i;
      }
    }
    throw new IllegalStateException("No such row in " + table);
  }

  private static StructType schema(PublishedTable table) {
    return new SqlModel(table.tableName()).schema();
  }
}
