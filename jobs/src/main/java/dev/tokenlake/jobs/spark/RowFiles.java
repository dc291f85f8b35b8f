package dev.tokenlake.jobs.spark;

import dev.tokenlake.jobs.place.Place;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Parquet files, or folders of them, that have the same columns. */
public final class RowFiles {
  /** Characters that stand for others in the paths that Spark reads. */
  private static final Pattern OF_PATTERNS = Pattern.compile("[\\[\\]{}*?\\\\]");

  private final SparkSession spark;
  private final StructType schema;
  private final List<Place> files;

  /**
   * @param schema columns to read; one that a file lacks is null there
   */
  public RowFiles(SparkSession spark, StructType schema, Collection<Place> files) {
    this.spark = spark;
    this.schema = schema;
    this.files = List.copyOf(files);
  }

  /**
   * How Spark's readers are told a place, whose name they take for a pattern. They could be told to
   * take none for one, but then read each of several files as often as there are files.
   */
  public static String pathOf(Place place) {
    return OF_PATTERNS.matcher(place.location()).replaceAll("\\\\$0");
  }

  /** Their rows; none of no file. */
  public Dataset<Row> rows() {
    return read(spark.read());
  }

  /**
   * Those of the rows that have one of some values. In files that are sorted by the column most
   * others are not even read.
   *
   * @param column of text
   */
  public Dataset<Row> rowsOf(String column, Collection<String> values) {
    OneOf some = new OneOf(column, values);
    return some.of(read(some.reading(spark.read())));
  }

  private Dataset<Row> read(DataFrameReader reader) {
    return files.isEmpty()
        ? spark.createDataFrame(List.<Row>of(), schema)
        : reader
            .schema(schema)
            .parquet(files.stream().map(RowFiles::pathOf).toArray(String[]::new));
  }
}
