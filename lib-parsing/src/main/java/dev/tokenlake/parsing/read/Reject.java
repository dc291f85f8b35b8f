package dev.tokenlake.parsing.read;

import java.util.Objects;

/**
 * A refused line: where it stands and why, never what it says.
 *
 * @param line 1-based number; 0 when the file as a whole was refused
 * @param offset byte at which the line begins
 * @param length bytes of the line without its newline; of what was read, for a file
 */
public record Reject(long line, long offset, long length, RejectReason reason) {
  public Reject {
    Objects.requireNonNull(reason, "reason");
    if (line < 0 || offset < 0 || length < 0) {
      throw new IllegalArgumentException(
          "Invalid place of a reject: " + line + ", " + offset + ", " + length);
    }
  }
}
