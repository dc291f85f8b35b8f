package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.place.Place;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes a table as a folder that holds Parquet files and nothing else. */
final class TableWriter {
  private TableWriter() {}

  /**
   * Writes the rows.
   *
   * @param rows already in few partitions
   * @param folder of the table, made by this call
   * @param scratch folder on the same disk for the files while they are written
   */
  static void write(Dataset<Row> rows, Place folder, Place scratch) {
    Place written = scratch.resolve(folder.name());
    rows.write().parquet(written.location());
    folder.createFolder();
    List<Place> parts = partsOf(written);
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).moveTo(folder.resolve("part-%05d.parquet".formatted(i)));
    }
    written.deleteAll();
  }

  private static List<Place> partsOf(Place written) {
    return written.children().stream()
        .filter(file -> file.name().endsWith(".parquet"))
        .filter(file -> !file.name().startsWith("."))
        .toList();
  }
}
