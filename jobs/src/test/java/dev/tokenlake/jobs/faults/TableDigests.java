package dev.tokenlake.jobs.faults;

import dev.tokenlake.jobs.rollup.PublishedTable;
import dev.tokenlake.jobs.testing.Lake;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/** The published tables of a lake as a reader finds them: a digest of the sorted rows of each. */
final class TableDigests {
  private TableDigests() {}

  /** Digest of each table, by name. */
  static Map<String, String> of(Lake lake) {
    Map<String, String> digests = new TreeMap<>();
    for (PublishedTable table : PublishedTable.values()) {
      StringBuilder rows = new StringBuilder();
      lake.rows(table.tableName()).stream()
          .map(row -> row.cells().toString())
          .sorted()
          .forEach(row -> rows.append(row).append('\n'));
      digests.put(table.tableName(), DigestUtils.sha256Hex(rows.toString()));
    }
    return digests;
  }
}
