package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.lake.TemporaryFiles;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A run that did not come to its end; the cause is in the run's log. */
final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is said about disks. Any other text of a cause may hold a value of a log. */
  private static final List<String> REASONS =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "Read-only file system",
          "Input/output error",
          "Permission denied",
          "Too many open files",
          TemporaryFiles.NOT_LOADED);

  RunFailedException(String message, Throwable cause) {
    super(reason(cause).map(said -> message + " (" + said + ")").orElse(message), cause);
  }

  private static Optional<String> reason(Throwable problem) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable t = problem; t != null && seen.add(t); t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      Optional<String> found = REASONS.stream().filter(message::contains).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
