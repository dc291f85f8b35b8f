package dev.tokenlake.jobs.facts;

import dev.tokenlake.parsing.count.RefusedLines;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.read.Reject;
import java.util.Objects;
import java.util.Optional;

/**
 * A refused line of a log, several that were refused for the same reason, or a refused log: place
 * and reason, never its text.
 *
 * @param reject the first of them
 * @param more how many lines behind the first; absent when there are none, and in facts of an older
 *     program, which has one for each line
 */
public record RejectFact(LogFile file, Reject reject, Optional<Long> more) {
  public RejectFact {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(reject, "reject");
    if (more.filter(lines -> lines < 1).isPresent()) {
      throw new IllegalArgumentException("More lines, but none: " + more);
    }
  }

  static RejectFact of(LogFile file, RefusedLines lines) {
    return new RejectFact(file, lines.first(), Optional.of(lines.more()).filter(more -> more > 0));
  }
}
