package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.rollup.RollupState.UsagePart;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;

/**
 * Adds up the SHA-256 hashes of rows in four lanes of 64 bits, so that neither the order of rows
 * nor their partitions matter, while a row lost, doubled or changed does.
 */
final class RowDigest implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LANES = 4;

  private final long[] lanes = new long[LANES];
  private long rows;

  RowDigest add(Row row) {
    return add(row, row.length());
  }

  /** Adds the first cells of a row. */
  RowDigest add(Row row, int cells) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cells; i++) {
      // A null and an empty text differ.
      text.append(row.isNullAt(i) ? "\u0000" : row.get(i).toString()).append('\u0001');
    }
    ByteBuffer hash = ByteBuffer.wrap(sha256(text.toString()));
    for (int lane = 0; lane < LANES; lane++) {
      lanes[lane] += hash.getLong();
    }
    rows++;
    return this;
  }

  RowDigest merge(RowDigest other) {
    for (int lane = 0; lane < LANES; lane++) {
      lanes[lane] += other.lanes[lane];
    }
    rows += other.rows;
    return this;
  }

  /** As numbers that {@link #add(UsagePart)} takes back. */
  List<Long> lanes() {
    return LongStream.of(lanes).boxed().toList();
  }

  /** Adds all rows of a file. */
  RowDigest add(UsagePart part) {
    for (int lane = 0; lane < LANES; lane++) {
      lanes[lane] += part.lanes().get(lane);
    }
    rows += part.sums().responses();
    return this;
  }

  /** Digest of the rows together with the columns they stand under. */
  TableDigest under(String columns) {
    StringBuilder text = new StringBuilder(columns).append(rows);
    for (long lane : lanes) {
      text.append('|').append(lane);
    }
    return new TableDigest(rows, HexFormat.of().formatHex(sha256(text.toString())));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
