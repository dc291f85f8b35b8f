package dev.tokenlake.jobs.rollup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The SQL, schema and check of a table, from the folder of its name. */
public final class SqlModel {
  private static final List<SharedCheck> SHARED_CHECKS =
      List.of(
          new SharedCheck("/sql/summary_check.sql", Set.of("responses", "cost_usd")),
          new SharedCheck("/sql/sessions_check.sql", Set.of("sessions")));

  private final String name;

  /**
   * @param name folder under {@code sql/}
   */
  public SqlModel(String name) {
    this.name = name;
  }

  /** Columns in order, with a comment each. */
  public StructType schema() {
    return StructType.fromDDL(resource("schema.ddl"));
  }

  /**
   * Its rows from the views of the session, in exactly the columns of the schema with its comments.
   *
   * @param parameters values of the named parameters in the SQL
   */
  public Dataset<Row> rows(SparkSession spark, Map<String, Object> parameters) {
    return spark.sql(resource("query.sql"), parameters).to(schema());
  }

  /** Rows that break an identity, each with {@code broken_rule} first; none when all hold. */
  public Dataset<Row> violations(SparkSession spark) {
    Set<String> columns = Set.of(schema().fieldNames());
    return SHARED_CHECKS.stream()
        .filter(check -> columns.containsAll(check.columns()))
        .map(check -> spark.sql(new SqlResource(check.file()).text(), Map.of("table", name)))
        .reduce(spark.sql(resource("check.sql")), Dataset::unionAll);
  }

  /** Text of one of its files. */
  public String resource(String file) {
    return new SqlResource("/sql/" + name + "/" + file).text();
  }

  /**
   * A check of every table that has certain columns.
   *
   * @param columns by which such a table is known; it then has all that the check reads
   */
  private record SharedCheck(String file, Set<String> columns) {}
}
