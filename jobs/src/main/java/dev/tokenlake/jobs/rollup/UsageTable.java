package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.RollupState.UsagePart;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * The published table of single calls: too large to be written anew each night, so it lies in files
 * of some days each, sorted by time, of which a night writes those it changed.
 */
final class UsageTable {
  private static final String KEY = "in_file";

  private final SparkSession spark;
  private final StructType schema;
  private final Place folder;

  /**
   * @param folder of the table
   */
  UsageTable(SparkSession spark, StructType schema, Place folder) {
    this.spark = spark;
    this.schema = schema;
    this.folder = folder;
  }

  /**
   * Writes files of the table.
   *
   * @param rows all that the files shall hold
   * @param files which file a row stands in
   * @param keys of the files; more than one costs a shuffle
   * @param scratch folder on the same disk, made by this call
   */
  void write(Dataset<Row> rows, UsageFiles files, Collection<String> keys, Place scratch) {
    folder.createFolder();
    Dataset<Row> keyed = rows.withColumn(KEY, functions.expr(files.keySql()));
    Dataset<Row> placed =
        keys.size() == 1 ? keyed.coalesce(1) : keyed.repartition(keys.size(), functions.col(KEY));
    placed
        .sortWithinPartitions(
            functions.col(KEY),
            functions.col("ts").asc_nulls_last(),
            functions.col("response_key"),
            functions.col("call_kind"))
        .write()
        .partitionBy(KEY)
        .parquet(scratch.location());
    for (Place part : scratch.children()) {
      if (part.name().startsWith(KEY + "=")) {
        String key = part.name().substring(KEY.length() + 1);
        move(part, folder.resolve(UsageFiles.fileName(key)));
      }
    }
    if (names().isEmpty()) {
      writeEmpty(scratch.resolve("empty"));
    }
  }

  /** A table without a row still says which columns it has. */
  private void writeEmpty(Place scratch) {
    spark.createDataFrame(List.<Row>of(), schema).coalesce(1).write().parquet(scratch.location());
    move(scratch, folder.resolve(UsageFiles.fileName(UsageFiles.UNDATED)));
  }

  private static void move(Place written, Place target) {
    List<Place> parquet =
        written.children().stream()
            .filter(file -> file.name().endsWith(".parquet") && !file.name().startsWith("."))
            .toList();
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
    return names.isEmpty()
        ? spark.createDataFrame(List.<Row>of(), schema)
        : spark
            .read()
            .schema(schema)
            .parquet(names.stream().map(n -> folder.resolve(n).location()).toArray(String[]::new));
  }

  /** What some files hold, read back from them. */
  SortedMap<String, UsagePart> digests(Collection<String> names) {
    int last = schema.length();
    Function2<RowDigest, Row, RowDigest> add = (digest, row) -> digest.add(row, last);
    Function2<RowDigest, RowDigest, RowDigest> merge = RowDigest::merge;
    SortedMap<String, UsagePart> parts = new TreeMap<>();
    names.forEach(name -> parts.put(name, new RowDigest().toPart()));
    Map<String, RowDigest> found =
        read(names)
            .select(
                Stream.concat(
                        Stream.of(schema.fieldNames()).map(functions::col),
                        Stream.of(functions.input_file_name()))
                    .toArray(Column[]::new))
            .javaRDD()
            .mapToPair(row -> new Tuple2<>(row.getString(last), row))
            .aggregateByKey(new RowDigest(), add, merge)
            .collectAsMap();
    found.forEach(
        (file, digest) -> parts.put(file.substring(file.lastIndexOf('/') + 1), digest.toPart()));
    return parts;
  }
}
