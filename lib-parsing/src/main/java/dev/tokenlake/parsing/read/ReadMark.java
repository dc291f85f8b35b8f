package dev.tokenlake.parsing.read;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where to read on in a log that has grown, and what a reader has to know of the part before, so
 * that both parts give what the whole would. Only plain logs have one.
 *
 * @param print of all that was read, up to and with the last newline
 * @param lines newlines in it
 * @param firstTimestamp of its first record that has one
 * @param sessions those it names with a working directory
 * @param ignoredTypes labels under which it counts ignored lines, see {@link FileOutcome}
 */
public record ReadMark(
    FilePrint print,
    long lines,
    Optional<Instant> firstTimestamp,
    SortedSet<String> sessions,
    SortedSet<String> ignoredTypes) {

  public ReadMark {
    Objects.requireNonNull(print, "print");
    Objects.requireNonNull(firstTimestamp, "firstTimestamp");
    sessions = Collections.unmodifiableSortedSet(new TreeSet<>(sessions));
    ignoredTypes = Collections.unmodifiableSortedSet(new TreeSet<>(ignoredTypes));
    if (lines < 0 || lines > print.bytes()) {
      throw new IllegalArgumentException(
          "Invalid number of lines: " + lines + " in " + print.bytes() + " bytes");
    }
  }

  /** Byte behind the last newline that was read: where to read on. */
  public long offset() {
    return print.bytes();
  }
}
