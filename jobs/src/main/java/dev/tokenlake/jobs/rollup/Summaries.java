package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.spark.RecordCodec;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The tables that sum usage up, one below the other: what all of them have to hold is asked once,
 * {@code sql/summaries_check.sql}, since planning a check costs more than its rows.
 */
final class Summaries {
  private static final String VIEW = "summaries";

  /**
   * Columns by which such a table is known; it then has all that the view has, but what it counts.
   */
  private static final Set<String> KNOWN_BY = Set.of("responses", "cost_usd");

  /** Columns of time; a table that has one leaves out what has no time. */
  private static final Set<String> TIMES = Set.of("day", "week_start", "month_start", "phase");

  private static final StructType SCHEMA =
      StructType.fromDDL(new SqlResource("/sql/" + VIEW + ".ddl").text());

  private Summaries() {}

  /**
   * Rows that break an identity, each with {@code table_name} and {@code broken_rule} first; none
   * when all hold.
   *
   * @param tables whose views are there; those that sum no usage up are left aside
   */
  static Dataset<Row> violations(SparkSession spark, Collection<PublishedTable> tables) {
    List<Summary> summaries =
        tables.stream()
            .map(table -> new Summary(table.tableName(), spark.table(table.tableName())))
            .filter(Summary::sumsUsageUp)
            .toList();
    RecordCodec.rows(spark, SummaryRow.class, summaries.stream().map(Summary::counts).toList())
        .createOrReplaceTempView("summary_tables");
    summaries.stream()
        .map(Summary::named)
        .reduce(Dataset::unionAll)
        .orElseGet(() -> spark.createDataFrame(List.<Row>of(), SCHEMA))
        .createOrReplaceTempView(VIEW);
    return SqlResource.ofView(VIEW + "_check").rows(spark);
  }

  /** A table by its name, and what is in it. */
  private record Summary(String name, Dataset<Row> rows) {
    private Set<String> columns() {
      return Set.of(rows.columns());
    }

    boolean sumsUsageUp() {
      return columns().containsAll(KNOWN_BY);
    }

    /** Its rows in the columns of the view; what it does not count is null there. */
    Dataset<Row> named() {
      return rows.withColumn("table_name", functions.lit(name)).to(SCHEMA);
    }

    SummaryRow counts() {
      return new SummaryRow(
          name,
          columns().contains("sessions"),
          columns().contains("session_files"),
          TIMES.stream().anyMatch(columns()::contains));
    }
  }

  /**
   * What a table that sums usage up counts.
   *
   * @param countsSessions whether its rows count sessions
   * @param countsFiles whether its rows count main transcripts
   * @param byTime whether it leaves out what has no time
   */
  record SummaryRow(
      String tableName, boolean countsSessions, boolean countsFiles, boolean byTime) {}
}
