package dev.tokenlake.jobs.rollup;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The SQL, schema and check of a table, from the folder of its name. */
public final class SqlModel {
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

  /**
   * Rows that break an identity of this table alone, each with {@code broken_rule} first; none when
   * all hold.
   */
  public Dataset<Row> violations(SparkSession spark) {
    return spark.sql(resource("check.sql"));
  }

  /** Text of one of its files. */
  public String resource(String file) {
    return new SqlResource("/sql/" + name + "/" + file).text();
  }
}
