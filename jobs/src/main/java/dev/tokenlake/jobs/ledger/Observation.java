package dev.tokenlake.jobs.ledger;

import dev.tokenlake.parsing.discover.LogInput;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * An input as it was around a read of it.
 *
 * @param look what the file system said before the read; absent when it could not be read
 * @param content fingerprint of all its bytes; absent when it changed during the read
 */
public record Observation(Optional<Look> look, Optional<Content> content) {
  public Observation {
    Objects.requireNonNull(look, "look");
    Objects.requireNonNull(content, "content");
  }

  /** Looks at an input before, reads it, and looks again. */
  public static Observation around(LogInput input, Runnable read) {
    Optional<Look> before = look(input);
    read.run();
    Optional<Content> content = before.flatMap(look -> content(input, look));
    return new Observation(before, content.filter(found -> before.equals(look(input))));
  }

  private static Optional<Content> content(LogInput input, Look look) {
    try {
      return Optional.of(Content.of(input.path(), look.size()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Look> look(LogInput input) {
    try {
      return Optional.of(Look.of(input.lookAgain()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
