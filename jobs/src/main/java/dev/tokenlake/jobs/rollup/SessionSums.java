package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.facts.Assembled;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.jobs.spark.RowFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What is kept of every session from night to night, its calls aside: its summary, its transcripts,
 * and its sums by day, model and so on. A night writes the rows of the sessions it changed into a
 * file of its own; of a session, the rows of the latest night count.
 */
final class SessionSums {
  /** Number of the generation whose night wrote the row. */
  private static final String WRITTEN_BY = "written_by";

  private static final String SESSION = "session_id";

  private static final StructType SCHEMA = makeSchema();

  private final SparkSession spark;

  SessionSums(SparkSession spark) {
    this.spark = spark;
  }

  /** Columns of the files. */
  static StructType schema() {
    return SCHEMA;
  }

  private static StructType makeSchema() {
    StructType schema =
        new StructType().add(SESSION, DataTypes.StringType).add(WRITTEN_BY, DataTypes.LongType);
    for (StructField field : new RecordCodec<>(Assembled.class).schema().fields()) {
      if (!field.name().equals("usage") && !field.name().equals(SESSION)) {
        schema = schema.add(field);
      }
    }
    for (SessionView view : SessionView.values()) {
      schema = schema.add(view.viewName(), view.schema());
    }
    return schema;
  }

  /**
   * Rows of some sessions; the {@link SessionView}s are computed from the view {@code usage_facts},
   * which holds the calls of just these.
   *
   * @param assembled rows of {@link Assembled}
   * @param sessions to be named even if nothing is left of them
   * @param night number of the generation
   */
  Dataset<Row> rows(Dataset<Row> assembled, Collection<String> sessions, long night) {
    Dataset<Row> rows =
        assembled.where("usage IS NULL").to(SCHEMA).unionByName(names(sessions).to(SCHEMA));
    for (SessionView view : SessionView.values()) {
      rows =
          rows.unionByName(
              view.rows(spark)
                  .select(functions.col(SESSION), functions.struct("*").as(view.viewName()))
                  .to(SCHEMA));
    }
    return as(rows, night);
  }

  /** The same rows as written by another night. */
  Dataset<Row> as(Dataset<Row> rows, long night) {
    return rows.withColumn(WRITTEN_BY, functions.lit(night)).to(SCHEMA);
  }

  /** Writes rows into a folder that this call makes. */
  void write(Dataset<Row> rows, Place folder, int files) {
    rows.coalesce(files).write().parquet(folder.location());
  }

  /** Moves what was written to where a generation keeps it. */
  List<Place> place(Place written, Place folder, long night) {
    List<Place> placed = new ArrayList<>();
    for (Place file : written.parquetFiles()) {
      Place target = folder.resolve("%06d-%05d.parquet".formatted(night, placed.size()));
      file.moveTo(target);
      placed.add(target);
    }
    return placed;
  }

  /** The rows that count, of files of several nights, but those of some sessions. */
  Dataset<Row> currentBut(List<Place> files, Collection<String> sessions) {
    Dataset<Row> rows = read(files);
    List<Row> replaced = new ArrayList<>(rewritten(files));
    sessions.forEach(session -> replaced.add(RowFactory.create(session, Long.MAX_VALUE)));
    if (replaced.isEmpty()) {
      return rows;
    }
    StructType schema =
        new StructType().add("replaced", DataTypes.StringType).add("latest", DataTypes.LongType);
    return rows.join(
        functions.broadcast(spark.createDataFrame(replaced, schema)),
        functions.expr("session_id = replaced AND written_by < latest"),
        "left_anti");
  }

  /** All rows of some files. */
  Dataset<Row> read(List<Place> files) {
    return new RowFiles(spark, SCHEMA, files).rows();
  }

  /** Sessions that were written again after the first of the files, and when last. */
  private List<Row> rewritten(List<Place> files) {
    if (files.stream().map(SessionSums::night).distinct().count() < 2) {
      return List.of();
    }
    long first = files.stream().mapToLong(SessionSums::night).min().orElseThrow();
    List<Place> later = files.stream().filter(file -> night(file) > first).toList();
    return read(later).groupBy(SESSION).agg(functions.max(WRITTEN_BY).as("latest")).collectAsList();
  }

  /** Number of the generation whose night wrote a file. */
  static long night(Place file) {
    String name = file.name();
    return Long.parseLong(name.substring(0, name.indexOf('-')));
  }

  private Dataset<Row> names(Collection<String> sessions) {
    return spark.createDataFrame(
        sessions.stream().map(RowFactory::create).toList(),
        new StructType().add(SESSION, DataTypes.StringType));
  }
}
