package dev.tokenlake.jobs.rollup;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
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
    List<PublishedTable> some = tables.stream().filter(Summaries::isSummary).toList();
    FactViews.rows(spark, SummaryRow.class, some.stream().map(SummaryRow::of).toList())
        .createOrReplaceTempView("summary_tables");
    some.stream()
        .map(table -> rows(spark, table))
        .reduce(Dataset::unionAll)
        .orElseGet(() -> spark.createDataFrame(List.<Row>of(), SCHEMA))
        .createOrReplaceTempView(VIEW);
    return spark.sql(new SqlResource("/sql/" + VIEW + "_check.sql").text());
  }

  private static boolean isSummary(PublishedTable table) {
    return columns(table).containsAll(KNOWN_BY);
  }

  private static Set<String> columns(PublishedTable table) {
    return Set.of(new SqlModel(table.tableName()).schema().fieldNames());
  }

  private static Dataset<Row> rows(SparkSession spark, PublishedTable table) {
    Set<String> there = columns(table);
    return spark
        .table(table.tableName())
        .withColumn("table_name", functions.lit(table.tableName()))
        .select(
            Arrays.stream(SCHEMA.fields())
                .map(
                    field ->
                        field.name().equals("table_name") || there.contains(field.name())
                            ? functions.col(field.name())
                            : functions.lit(null).cast(field.dataType()).as(field.name()))
                .toArray(Column[]::new));
  }

  /**
   * A table that sums usage up.
   *
   * @param countsSessions whether its rows count sessions
   * @param countsFiles whether its rows count main transcripts
   * @param byTime whether it leaves out what has no time
   */
  record SummaryRow(String tableName, boolean countsSessions, boolean countsFiles, boolean byTime) {
    static SummaryRow of(PublishedTable table) {
      Set<String> columns = columns(table);
      return new SummaryRow(
          table.tableName(),
          columns.contains("sessions"),
          columns.contains("session_files"),
          TIMES.stream().anyMatch(columns::contains));
    }
  }
}
