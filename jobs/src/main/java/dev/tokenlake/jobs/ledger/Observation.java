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
    Before before = before(input);
    read.run();
    return before.after();
  }

  /** Looks at an input that is about to be read. */
  public static Before before(LogInput input) {
    return new Before(input, look(input));
  }

  /**
   * Half of an observation.
   *
   * @param look what the file system said; absent when it could not be read
   */
  public record Before(LogInput input, Optional<Look> look) {
    public Before {
      Objects.requireNonNull(input, "input");
      Objects.requireNonNull(look, "look");
    }

    /** Looks again, now that the input was read. */
    public Observation after() {
      Optional<Content> content = look.flatMap(found -> content(input, found));
      return new Observation(look, content.filter(found -> look.equals(Observation.look(input))));
    }
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
