package dev.tokenlake.jobs.lake;

import java.nio.file.Path;

/**
 * A set of tables that belong together.
 *
 * @param number from 1, growing
 */
public record Generation(long number, Path root) {
  /** Tables of this generation. */
  public Path tables() {
    return root.resolve("tables");
  }

  /** Folder name of a generation. */
  static String folderName(long number) {
    return "%06d".formatted(number);
  }
}
