package dev.tokenlake.jobs.rollup;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts of an older program, which kept less, make tables that say what is unknown. */
class OlderFactsTest {
  private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
  private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 1);
  private static final String OLD = "00000001-0000-4000-8000-000000000000";
  private static final String BRANCH = "00000002-0000-4000-8000-000000000000";

  @TempDir static Path folder;
  private static SparkSession spark;

  /** Rows of {@code counting_audit}. */
  private static Dataset<Row> audit;

  /** Rows of {@code alerts}. */
  private static Dataset<Row> alerts;

  @BeforeAll
  static void rollUp() throws IOException {
    spark = TestSpark.session();
    String shared = response(OLD, "a", "2026-01-10T10:00:00.000Z");
    Place whole =
        facts(
            "older",
            OLD,
            shared,
            response(OLD, "b", "2026-01-10T10:01:00.000Z"),
            "no json\n".repeat(3));
    Place older = Place.of(folder.resolve("facts-without-lines"));
    Dataset<Row> rows = spark.read().parquet(whole.location());
    assertThat(rows.where("told IS NOT NULL").count()).as("what is dropped").isEqualTo(2);
    rows.drop("told")
        .withColumn(
            "reject",
            functions.expr("if(reject IS NULL, NULL, struct(reject.file, reject.reject))"))
        .write()
        .parquet(older.location());
    Place today =
        facts(
            "today",
            BRANCH,
            shared.replace(OLD, BRANCH),
            response(BRANCH, "c", "2026-02-10T10:00:00.000Z"),
            "no json\n".repeat(2_000));
    Generation generation =
        new Generation(1, Place.of(Files.createDirectories(folder.resolve("generation"))));

    new RollupJob(spark, TestSpark.PLAIN, ReadLogs.SILENT)
        .run(
            new LakeFacts(spark, List.of(older, today), Ledger.EMPTY),
            Optional.empty(),
            List.of(),
            generation,
            Place.of(Files.createDirectories(folder.resolve("work"))));

    spark.catalog().clearCache();
    audit = table(generation, "counting_audit");
    alerts = table(generation, "alerts");
  }

  @Test
  void aMonthThatTheyCountedWithoutTheLinesIsKnownByOurRuleAlone() {
    List<Row> january = of(JANUARY);

    assertThat(january).hasSizeGreaterThan(2);
    for (Row row : january) {
      assertThat(row.<Long>getAs("untold_responses")).isEqualTo(2);
      if (row.getAs("rule").equals("ours")) {
        assertThat(row.<Long>getAs("units")).isEqualTo(2);
        assertThat(row.<Long>getAs("total_tokens")).isEqualTo(200);
      } else {
        for (String figure : List.of("units", "output_tokens", "total_tokens", "total_per_ours")) {
          assertThat(row.<Object>getAs(figure)).as(row.getAs("rule") + " " + figure).isNull();
        }
      }
    }
  }

  @Test
  void aMonthWhoseLinesAreKnownIsKnownByEveryRule() {
    List<Row> february = of(FEBRUARY);

    assertThat(february).hasSameSizeAs(of(JANUARY));
    for (Row row : february) {
      assertThat(row.<Long>getAs("untold_responses")).isZero();
      assertThat(row.<Long>getAs("units")).as(row.<String>getAs("rule")).isEqualTo(1);
      assertThat(row.<Long>getAs("total_tokens")).isEqualTo(100);
    }
  }

  @Test
  void refusedLinesThatHaveARowEachAndThoseSummedUpCountAlike() {
    assertThat(alerts.where("alert = 'quarantine'").collectAsList())
        .extracting(row -> row.<Long>getAs("log_lines"))
        .containsExactly(2_003L);
  }

  private static Dataset<Row> table(Generation generation, String name) {
    return spark.read().parquet(generation.tables().resolve(name).location()).coalesce(1);
  }

  private static List<Row> of(LocalDate month) {
    return audit.where("month_start = DATE '" + month + "'").collectAsList();
  }

  /** Facts of one log. */
  private static Place facts(String name, String session, String... lines) throws IOException {
    Path archive = folder.resolve(name);
    write(archive.resolve("-home-dev-work-shop").resolve(session + ".jsonl"), lines);
    return ReadLogs.facts(spark, ReadLogs.inputs(archive), folder.resolve("facts-" + name));
  }
}
