package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.entry.LineRef;

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

  /** Whether more of it would be needed than is kept of a very long line. */
  boolean tooLong;

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
