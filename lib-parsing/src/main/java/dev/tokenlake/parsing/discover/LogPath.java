package dev.tokenlake.parsing.discover;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Path of a log that travels between processes, which no {@link Path} does: on its way it is a URI,
 * which keeps names that are no valid text. To make one asks the file system, so only those that
 * travel cost that.
 *
 * @param path absolute
 */
public record LogPath(Path path) implements Serializable {
  public LogPath {
    Objects.requireNonNull(path, "path");
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("Not absolute: " + path);
    }
  }

  private Object writeReplace() {
    return new Sent(path.toUri());
  }

  private record Sent(URI location) implements Serializable {
    private Object readResolve() {
      return new LogPath(Path.of(location));
    }
  }
}
