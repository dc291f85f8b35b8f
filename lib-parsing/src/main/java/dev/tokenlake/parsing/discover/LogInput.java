package dev.tokenlake.parsing.discover;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A file on disk that is a session log or a packed folder of them. It travels between processes.
 *
 * @param source label of the {@link ArchiveRoot} it was found under
 * @param location where it lies
 * @param name path below the root with {@code /} between parts; bytes that are no UTF-8, control
 *     characters, line separators and the percent sign are written as {@code %XX}, so that no two
 *     files share a name
 * @param size length in bytes when it was found
 * @param modified time its content was last changed, when it was found; anybody may set it
 * @param changed time its content, name or rights were last changed, when it was found: the system
 *     keeps it and nobody can set it. Where there is none such, as {@code modified}
 */
public record LogInput(
    String source,
    LogPath location,
    String name,
    Packing packing,
    long size,
    Instant modified,
    Instant changed)
    implements Serializable {

  public LogInput {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(packing, "packing");
    Objects.requireNonNull(modified, "modified");
    Objects.requireNonNull(changed, "changed");
    if (size < 0) {
      throw new IllegalArgumentException("Negative size: " + size);
    }
  }

  static LogInput of(String source, LogPath location, String name, Packing packing, Seen seen) {
    return new LogInput(
        source, location, name, packing, seen.size(), seen.modified(), seen.changed());
  }

  /**
   * The same input as it is now.
   *
   * @throws IOException when it is gone or cannot be looked at
   */
  public LogInput lookAgain() throws IOException {
    return of(source, location, name, packing, Seen.at(path()));
  }

  /** The time that nobody can set; absent where the system keeps none. */
  public Optional<Instant> changedBySystem() {
    return Seen.tellsChanges(path()) ? Optional.of(changed) : Optional.empty();
  }

  /** Where to open it. */
  public Path path() {
    return location.path();
  }
}
