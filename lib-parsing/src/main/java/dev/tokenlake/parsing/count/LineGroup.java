package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.entry.TokenUsage;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Lines of one file that say the same of a response.
 *
 * @param source label of the archive of the file
 * @param file name of the file
 * @param agentFile whether it is the transcript of a subagent
 * @param embedded whether the lines are {@code progress} lines of the parent
 * @param hasMessageId whether they have a message id
 * @param requestId their request id
 * @param last whether they say why the model stopped: the output count is final then
 * @param tokens what they say was used
 * @param lines how many
 * @param first the first of them
 * @param latest the last of them
 */
public record LineGroup(
    String source,
    String file,
    boolean agentFile,
    boolean embedded,
    boolean hasMessageId,
    Optional<String> requestId,
    boolean last,
    TokenUsage tokens,
    long lines,
    Moment first,
    Moment latest) {

  /**
   * When and where a line was written.
   *
   * @param at time of the line, UTC
   * @param line 1-based number
   */
  public record Moment(Optional<Instant> at, long line) {
    /** By time, lines without one last, then by number. */
    static final Comparator<Moment> ORDER =
        Comparator.comparing((Moment moment) -> moment.at().orElse(Instant.MAX))
            .thenComparingLong(Moment::line);

    public Moment {
      Objects.requireNonNull(at, "at");
    }
  }

  /** By what they say: lines of equal groups, moments aside, are one group. */
  static final Comparator<LineGroup> BY_WORDS =
      Comparator.comparing(LineGroup::source)
          .thenComparing(LineGroup::file)
          .thenComparing(LineGroup::embedded)
          .thenComparing(LineGroup::hasMessageId)
          .thenComparing(group -> group.requestId().orElse(""))
          .thenComparing(LineGroup::last)
          .thenComparingLong(group -> group.tokens().input())
          .thenComparingLong(group -> group.tokens().output())
          .thenComparingLong(group -> group.tokens().cacheWrite5m())
          .thenComparingLong(group -> group.tokens().cacheWrite1h())
          .thenComparingLong(group -> group.tokens().cacheRead())
          .thenComparing(group -> group.tokens().ttlAssumed());

  public LineGroup {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(latest, "latest");
    if (lines < 1) {
      throw new IllegalArgumentException("Invalid number of lines: " + lines);
    }
  }

  /** Both groups as one; they say the same. */
  LineGroup and(LineGroup other) {
    return new LineGroup(
        source,
        file,
        agentFile,
        embedded,
        hasMessageId,
        requestId,
        last,
        tokens,
        Math.addExact(lines, other.lines),
        Moment.ORDER.compare(first, other.first) <= 0 ? first : other.first,
        Moment.ORDER.compare(latest, other.latest) >= 0 ? latest : other.latest);
  }
}
