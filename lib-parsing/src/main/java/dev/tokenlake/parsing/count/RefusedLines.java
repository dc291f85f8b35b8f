package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.read.Reject;
import java.util.Objects;

/**
 * A refused line, or several of one file that were refused for the same reason.
 *
 * @param first the first of them, or the refusal of the file as a whole
 * @param more how many lines behind the first
 */
public record RefusedLines(Reject first, long more) {
  public RefusedLines {
    Objects.requireNonNull(first, "first");
    if (more < 0 || (more > 0 && first.line() == 0)) {
      throw new IllegalArgumentException(
          "%d lines behind the refused line %d".formatted(more, first.line()));
    }
  }

  /** A refusal that stands for itself. */
  static RefusedLines of(Reject reject) {
    return new RefusedLines(reject, 0);
  }

  /** With one more line behind. */
  RefusedLines andOneMore() {
    return new RefusedLines(first, Math.addExact(more, 1));
  }
}
