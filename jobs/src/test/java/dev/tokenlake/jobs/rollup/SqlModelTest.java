package dev.tokenlake.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.TestSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each table's SQL on rows that a person can add up. */
class SqlModelTest {
  private static SparkSession spark;
  private static Map<String, StructType> views;

  @BeforeAll
  static void viewsOfAnEmptyLake() {
    spark = TestSpark.session();
    EmptyLake.registerViews(spark);
    views = new LinkedHashMap<>();
    for (String view : SqlCase.VIEWS) {
      views.put(view, spark.table(view).schema());
    }
  }

  @AfterAll
  static void forgetViews() {
    spark.catalog().clearCache();
  }

  static List<SqlCase> cases() {
    return SqlCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void rowsAreThoseWorkedOutByHand(SqlCase sqlCase) {
    views.forEach(
        (view, schema) ->
            spark
                .createDataFrame(sqlCase.rows(view, schema), schema)
                .createOrReplaceTempView(view));
    for (SessionView view : SessionView.values()) {
      view.rows(spark).createOrReplaceTempView(view.viewName());
    }
    UsageCells.rows(spark).createOrReplaceTempView(UsageCells.VIEW);
    SqlModel model = new SqlModel(sqlCase.table());

    List<Row> rows = model.rows(spark, sqlCase.parameters()).collectAsList();

    assertThat(cells(rows, sqlCase.expectedColumns(), model.schema()))
        .containsExactlyInAnyOrderElementsOf(sqlCase.expected(model.schema()));
  }

  @ParameterizedTest
  @EnumSource(PublishedTable.class)
  void theQueryHasTheColumnsOfTheSchemaAndNoOther(PublishedTable table) {
    SqlModel model = new SqlModel(table.tableName());
    Map<String, Object> parameters = Map.of("commits_known", true);

    assertThat(spark.sql(model.resource("query.sql"), parameters).columns())
        .containsExactly(model.schema().fieldNames());
    assertThat(columns(model.rows(spark, parameters).schema())).isEqualTo(columns(model.schema()));
  }

  /** Name, type and comment; whether a column can be null is not known before it is written. */
  private static List<String> columns(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(f -> f.name() + " " + f.dataType().sql() + " " + f.getComment().getOrElse(() -> ""))
        .toList();
  }

  private static List<List<Object>> cells(List<Row> rows, List<String> columns, StructType schema) {
    List<List<Object>> all = new ArrayList<>();
    for (Row row : rows) {
      List<Object> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(row.get(schema.fieldIndex(column))));
      all.add(cells);
    }
    return all;
  }
}
