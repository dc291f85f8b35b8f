package dev.tokenlake.jobs.facts;

import dev.tokenlake.parsing.count.RefusedLines;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.read.Reject;
import java.util.Objects;

/**
 * A refused line of a log, several that were refused for the same reason, or a refused log: place
 * and reason, never its text.
 *
 * @param reject the first of them
 * @param more how many lines behind the first; 0 as well in facts of an older program, which has
 *     one for each line
 */
public record RejectFact(LogFile file, Reject reject, long more) {
  public RejectFact {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(reject, "reject");
    if (more < 0) {
      throw new IllegalArgumentException("Negative count of lines: " + more);
    }
  }

  static RejectFact of(LogFile file, RefusedLines lines) {
    return new RejectFact(file, lines.first(), lines.more());
  }
}
