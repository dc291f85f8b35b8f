package dev.tokenlake.jobs.rollup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Fingerprint of a table's rows, whatever their order and files: every row is hashed, and the hashes
 * are added up in four lanes, so equal multisets of rows give equal digests.
 *
 * @param rows how many
 * @param sha256 hexadecimal
 */
public record TableDigest(long rows, String sha256) {
  private static final int LANES = 4;
  private static final int HEX_DIGITS_PER_LANE = 15;

  /** Digest of a table with its column names and types. */
  public static TableDigest of(Dataset<Row> table) {
    Column[] columns =
        Arrays.stream(table.columns())
            .map(name -> functions.coalesce(functions.col(name).cast("string"), functions.lit("\0")))
            .toArray(Column[]::new);
    Column row =
        functions.sha2(functions.concat_ws("\u0001", columns).cast("binary"), 256);
    Column[] lanes = new Column[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      Column digits =
          row.substr(lane * HEX_DIGITS_PER_LANE + 1, HEX_DIGITS_PER_LANE);
      lanes[lane] = functions.sum(functions.conv(digits, 16, 10).cast("decimal(20,0)"));
    }
    Row sums = table.agg(functions.count(functions.lit(1)), lanes).first();
    return new TableDigest(sums.getLong(0), sha256(columnsOf(table) + sums.mkString("|")));
  }

  private static String columnsOf(Dataset<Row> table) {
    return Arrays.stream(table.schema().fields())
        .map(field -> field.name() + " " + field.dataType().sql() + "|")
        .collect(Collectors.joining());
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
