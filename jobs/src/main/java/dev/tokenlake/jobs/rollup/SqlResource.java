package dev.tokenlake.jobs.rollup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A file of SQL on the class path.
 *
 * @param path absolute, such as {@code /sql/functions.sql}
 */
record SqlResource(String path) {

  /** The query of a view, which stands in a file of its name. */
  static SqlResource ofView(String name) {
    return new SqlResource("/sql/" + name + ".sql");
  }

  /** Rows of the query that the file holds; the views that it names as its inputs must be there. */
  Dataset<Row> rows(SparkSession spark) {
    return spark.sql(text());
  }

  /**
   * What the file says.
   *
   * @throws IllegalStateException when there is no such file
   */
  String text() {
    try (InputStream in = SqlResource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource: " + path, e);
    }
  }
}
