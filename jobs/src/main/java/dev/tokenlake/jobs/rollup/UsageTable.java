package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.RollupState.UsagePart;
import dev.tokenlake.jobs.spark.RowFiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * The published table of single calls: too large to be written anew each night, so it lies in files
 * of some days each, and of what later nights brought.
 */
final class UsageTable {
  /** Column that names the file of a row. */
  static final String FILE = "in_file";

  private static final String KEY = "file_key";

  private static final int ROWS_PER_PAGE = 400;

  private final SparkSession spark;
  private final StructType schema;
  private final Generation generation;
  private final Place folder;

  /**
   * @param generation that the table is of
   */
  UsageTable(SparkSession spark, StructType schema, Generation generation) {
    this.spark = spark;
    this.schema = schema;
    this.generation = generation;
    this.folder = generation.tables().resolve(PublishedTable.USAGE.tableName());
  }

  /**
   * Writes the table whole.
   *
   * @param files which file a row stands in
   * @param scratch folder made by this call
   */
  void write(Dataset<Row> rows, UsageFiles files, Place scratch) {
    folder.createFolder();
    Dataset<Row> keyed = rows.withColumn(KEY, functions.expr(files.keySql()));
    Dataset<Row> placed =
        files.starts().size() < 2
            ? keyed.coalesce(1)
            : keyed.repartition(files.starts().size(), functions.col(KEY));
    sorted(placed, functions.col(KEY)).partitionBy(KEY).parquet(scratch.location());
    for (Place part : scratch.children()) {
      if (part.name().startsWith(KEY + "=")) {
        String key = part.name().substring(KEY.length() + 1);
        move(part, folder.resolve(UsageFiles.fileName(key, generation.number())));
      }
    }
    if (names().isEmpty()) {
      // A table without a row still says which columns it has.
      write(
          spark.createDataFrame(List.<Row>of(), schema),
          UsageFiles.fileName(UsageFiles.UNDATED, generation.number()),
          scratch.resolve("empty"));
    }
  }

  /**
   * Writes one file of the table.
   *
   * @param scratch folder made by this call
   */
  void write(Dataset<Row> rows, String name, Place scratch) {
    folder.createFolder();
    sorted(rows.coalesce(1)).parquet(scratch.location());
    move(scratch, folder.resolve(name));
  }

  /** By session and time, in small pages, so that some sessions are found without the others. */
  private static DataFrameWriter<Row> sorted(Dataset<Row> rows, Column... first) {
    Column[] order =
        Stream.concat(
                Stream.of(first),
                Stream.of(
                    functions.col("session_id"),
                    functions.col("ts").asc_nulls_last(),
                    functions.col("response_key")))
            .toArray(Column[]::new);
    return rows.sortWithinPartitions(order)
        .write()
        .option("parquet.page.row.count.limit", ROWS_PER_PAGE);
  }

  /** Takes files over from the table of another generation. */
  void takeOver(UsageTable other, Collection<String> names) {
    folder.createFolder();
    names.forEach(name -> other.folder.resolve(name).cloneTo(folder.resolve(name)));
  }

  /** Name of a file below the generation that holds the table. */
  String nameInGeneration(String name) {
    return folder.resolve(name).within(generation.root());
  }

  private static void move(Place written, Place target) {
    List<Place> parquet = written.parquetFiles();
    if (parquet.size() != 1) {
      throw new IllegalStateException(
          "Expected one file in %s, found %d".formatted(written, parquet.size()));
    }
    parquet.get(0).moveTo(target);
  }

  /** Names of the files there are. */
  Set<String> names() {
    return folder.children().stream()
        .map(Place::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Rows of some files. */
  Dataset<Row> read(Collection<String> names) {
    return files(names).rows();
  }

  /** Rows of some files and sessions with the name of the file. */
  Dataset<Row> readNamed(Collection<String> names, Collection<String> sessions) {
    return named(files(names).rowsOf("session_id", sessions));
  }

  private RowFiles files(Collection<String> names) {
    return new RowFiles(spark, schema, names.stream().map(folder::resolve).toList());
  }

  private static Dataset<Row> named(Dataset<Row> rows) {
    return rows.withColumn(
        FILE, functions.element_at(functions.split(functions.input_file_name(), "/"), -1));
  }

  /** What some files hold, read back from them. */
  SortedMap<String, UsagePart> parts(Collection<String> names) {
    SortedMap<String, UsagePart> parts = new TreeMap<>();
    names.forEach(name -> parts.put(name, UsagePart.of(new RowDigest(), UsageSums.NONE)));
    Map<String, RowDigest> digests = digests(names);
    named(read(names))
        .groupBy(FILE)
        .agg(
            UsageSums.COLUMNS.get(0),
            UsageSums.COLUMNS.subList(1, UsageSums.COLUMNS.size()).toArray(Column[]::new))
        .collectAsList()
        .forEach(
            row ->
                parts.put(
                    row.getString(0),
                    UsagePart.of(digests.get(row.getString(0)), UsageSums.of(row))));
    return parts;
  }

  private Map<String, RowDigest> digests(Collection<String> names) {
    int last = schema.length();
    Function2<RowDigest, Row, RowDigest> add = (digest, row) -> digest.add(row, last);
    Function2<RowDigest, RowDigest, RowDigest> merge = RowDigest::merge;
    return named(read(names))
        .javaRDD()
        .mapToPair(row -> new Tuple2<>(row.getString(last), row))
        .aggregateByKey(new RowDigest(), add, merge)
        .collectAsMap();
  }
}
