package dev.tokenlake.jobs.rollup;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fingerprint of a table's rows, whatever their order and files: equal multisets of rows under
 * equal columns give equal digests.
 *
 * @param rows how many
 * @param sha256 hexadecimal
 */
public record TableDigest(long rows, String sha256) {

  /** Digest of a table with its column names and types. */
  public static TableDigest of(Dataset<Row> table) {
    String columns =
        Arrays.stream(table.schema().fields())
            .map(field -> field.name() + " " + field.dataType().sql() + "|")
            .collect(Collectors.joining());
    Function2<RowDigest, Row, RowDigest> add = RowDigest::add;
    Function2<RowDigest, RowDigest, RowDigest> merge = RowDigest::merge;
    return table.javaRDD().aggregate(new RowDigest(), add, merge).under(columns);
  }
}
