package dev.tokenlake.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.TestSpark;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of cells are added up; here they are counted one by one instead. */
class UsageCellsTest {
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "source", List.of("source"),
          "phase", List.of("phase_position"),
          "month", List.of("month_start"),
          "week", List.of("week_start", "iso_week"),
          "day", List.of("day"),
          "project", List.of("project"),
          "branch", List.of("git_branch"),
          "model", List.of("model"),
          "version", List.of("client_version"));

  /** Calls of sessions that go from one of everything to another and back. */
  private static final String CALLS =
      """
      SELECT
          concat('r', id) AS response_key,
          concat('s', session) AS session_id,
          concat('/p', session % 4) AS project_path,
          concat('p', session % 4) AS project,
          concat('a', pmod(hash(id, 1), 2)) AS source,
          day,
          trunc(day, 'WEEK') AS week_start,
          CAST(trunc(day, 'WEEK') AS STRING) AS iso_week,
          trunc(day, 'MONTH') AS month_start,
          if(offset < 25, CAST(offset DIV 10 AS INT), NULL) AS phase_position,
          if(pmod(hash(id, 2), 9) = 0, NULL, concat('m', pmod(hash(id, 3), 3))) AS model,
          concat('v', pmod(hash(id, 4), 3)) AS client_version,
          if(pmod(hash(id, 5), 9) = 0, NULL, concat('b', pmod(hash(id, 6), 2))) AS git_branch
      FROM (
          SELECT *, if(offset = 40, NULL, date_add(DATE '2026-01-20', offset)) AS day
          FROM (
              SELECT id, pmod(hash(id, 7), 12) AS session, pmod(hash(id, 8), 41) AS offset
              FROM range(400)))
      """;

  private static Dataset<Row> calls;
  private static Dataset<Row> cells;

  @BeforeAll
  static void cellsOfCalls() {
    SparkSession spark = TestSpark.session();
    EmptyLake.registerViews(spark);
    calls = spark.sql(CALLS).to(spark.table("usage_facts").schema()).cache();
    calls.createOrReplaceTempView("usage_facts");
    SessionView sums = SessionView.USAGE_SUMS;
    sums.rows(spark).createOrReplaceTempView(sums.viewName());
    cells = UsageCells.rows(spark).cache();
  }

  @AfterAll
  static void forgetViews() {
    TestSpark.session().catalog().clearCache();
  }

  @Test
  void sessionsComeBackToWhatTheyLeft() {
    long inOneWeekTwice =
        calls
            .groupBy("session_id", "week_start", "model")
            .count()
            .groupBy("session_id", "week_start")
            .count()
            .where("count > 1")
            .count();
    assertThat(inOneWeekTwice).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "source",
        "phase",
        "phase week",
        "month",
        "week",
        "day",
        "week project",
        "week model",
        "week project model",
        "project",
        "project branch",
        "model",
        "version"
      })
  void eachSessionCountsOnceInACell(String grain) {
    Column[] columns =
        Arrays.stream(grain.split(" "))
            .filter(part -> !part.isEmpty())
            .flatMap(part -> COLUMNS.get(part).stream())
            .map(functions::col)
            .toArray(Column[]::new);
    List<Row> counted =
        calls.groupBy(columns).agg(functions.countDistinct("session_id")).collectAsList();

    List<Row> added =
        cells
            .where(functions.col("grain").equalTo(grain).and(functions.expr("sums.responses > 0")))
            .select(
                Stream.concat(
                        Arrays.stream(columns), Stream.of(functions.col("sums.sessions_active")))
                    .toArray(Column[]::new))
            .collectAsList();

    assertThat(added).containsExactlyInAnyOrderElementsOf(counted);
  }

  @Test
  void thereIsNoOtherGrain() {
    assertThat(cells.select("grain").distinct().count()).isEqualTo(14);
  }
}
