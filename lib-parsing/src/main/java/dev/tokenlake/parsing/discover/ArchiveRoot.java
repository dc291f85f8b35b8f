package dev.tokenlake.parsing.discover;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A folder or packed archive given to a run.
 *
 * @param source label of the machine or user it came from; unique within a run
 * @param path where it is
 */
public record ArchiveRoot(String source, Path path) {
  public ArchiveRoot {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(path, "path");
    if (source.isBlank()) {
      throw new IllegalArgumentException("Blank source label");
    }
  }
}
