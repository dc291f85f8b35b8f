package dev.tokenlake.jobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks for texts in all that a lake has on disk, published or internal. */
public final class Traces {
  private Traces() {}

  /**
   * Files that hold one of these in their bytes or, of Parquet, in any cell; with what they hold.
   */
  public static List<String> of(Lake lake, String... texts) {
    List<String> found = new ArrayList<>();
    for (Path file : lake.files()) {
      String all = bytes(file) + cells(file);
      Arrays.stream(texts).filter(all::contains).forEach(text -> found.add(file + ": " + text));
    }
    return found;
  }

  private static String bytes(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Pages are compressed: bytes alone tell little of what is in them. */
  private static String cells(Path file) {
    boolean isData = file.toString().endsWith(".parquet");
    return isData && !file.toString().contains("_delta_log")
        ? String.join(
            "\n", TestSpark.session().read().parquet(file.toString()).toJSON().collectAsList())
        : "";
  }
}
