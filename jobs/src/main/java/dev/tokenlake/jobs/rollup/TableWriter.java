package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.lake.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
  static void write(Dataset<Row> rows, Path folder, Path scratch) {
    Path written = scratch.resolve(folder.getFileName());
    rows.write().parquet(written.toString());
    Folders.create(folder);
    List<Path> parts = partsOf(written);
    try {
      for (int i = 0; i < parts.size(); i++) {
        Files.move(parts.get(i), folder.resolve("part-%05d.parquet".formatted(i)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot move the files of " + folder, e);
    }
    Folders.deleteAll(written);
  }

  private static List<Path> partsOf(Path written) {
    try (Stream<Path> files = Files.list(written)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".parquet"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + written, e);
    }
  }
}
