package dev.tokenlake.jobs.ledger;

import dev.tokenlake.parsing.discover.LogInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the file system says of a file without opening it. Two equal looks mean the same bytes: a
 * rewrite can keep size and time of modification, but not the time of the inode's change.
 *
 * @param size length in bytes
 * @param modified time of last modification
 * @param changed time of the inode's last change; absent where the file system has none
 */
public record Look(long size, Instant modified, Optional<Instant> changed) {
  public Look {
    Objects.requireNonNull(modified, "modified");
    Objects.requireNonNull(changed, "changed");
    if (size < 0) {
      throw new IllegalArgumentException("Negative size: " + size);
    }
  }

  /** What the look through its archive said of an input. */
  static Look of(LogInput input) {
    Instant modified = micros(input.modified());
    return new Look(
        input.size(),
        modified,
        hasChanges(input.path()) ? Optional.of(micros(input.changed())) : Optional.empty());
  }

  /** Looks at a file. */
  public static Look at(Path file) throws IOException {
    if (hasChanges(file)) {
      Map<String, Object> found = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime");
      return new Look(
          (Long) found.get("size"),
          micros(((FileTime) found.get("lastModifiedTime")).toInstant()),
          Optional.of(micros(((FileTime) found.get("ctime")).toInstant())));
    }
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    return new Look(found.size(), micros(found.lastModifiedTime().toInstant()), Optional.empty());
  }

  /** Not asked of the file's own store: to find that costs more than all else a night looks at. */
  private static boolean hasChanges(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /** As exact as a Parquet timestamp keeps it. */
  private static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
