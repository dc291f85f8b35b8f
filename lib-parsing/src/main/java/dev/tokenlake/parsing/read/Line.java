package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.entry.LineRef;
import java.util.Optional;

/** The line a file is at. One object serves all lines of a reader; its bytes are on loan. */
final class Line {
  byte[] bytes = new byte[0];

  /** Where the line begins in {@link #bytes}; {@link #from} is behind a byte order mark. */
  int begin;

  int from;

  /** Where the line ends, once that is known. */
  int to;

  boolean endKnown;
  long number;
  long offset;

  /** Where the bytes read end, which may be before or behind the end of the line. */
  int windowEnd;

  /** Whether a newline ended it. */
  boolean terminated;

  /** What is wrong with a very long line, which then is not kept. */
  Optional<RejectReason> problem = Optional.empty();

  /** What was cut out of a very long line to make it fit. */
  final Elisions elisions = new Elisions();

  LineRef ref() {
    return new LineRef(number, offset);
  }

  /** Length in the file of the whole line without its newline. */
  long length() {
    return length(begin, to);
  }

  /** Length in the file of what stands between two places of {@link #bytes}. */
  long length(int start, int end) {
    return elisions.isEmpty() ? end - start : end - start + elisions.between(start, end);
  }
}
