package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.rollup.RollupState.UsagePart;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

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
    Function2<RowDigest, Row, RowDigest> add = RowDigest::add;
    Function2<RowDigest, RowDigest, RowDigest> merge = RowDigest::merge;
    return table.javaRDD().aggregate(new RowDigest(), add, merge).under(columns(table.schema()));
  }

  /** Digest of rows in memory under the columns of a table. */
  static TableDigest of(List<Row> rows, StructType schema) {
    RowDigest digest = new RowDigest();
    rows.forEach(digest::add);
    return digest.under(columns(schema));
  }

  /** Digest of a table whose files were digested one by one. */
  static TableDigest ofParts(Collection<UsagePart> parts, StructType schema) {
    RowDigest digest = new RowDigest();
    parts.forEach(digest::add);
    return digest.under(columns(schema));
  }

  private static String columns(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> field.name() + " " + field.dataType().sql() + "|")
        .collect(Collectors.joining());
  }
}
