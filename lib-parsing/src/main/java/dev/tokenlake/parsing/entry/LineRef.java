package dev.tokenlake.parsing.entry;

/**
 * Place of a line within its file.
 *
 * @param line 1-based number, counting {@code \n} only
 * @param offset byte at which the line begins, from 0; in a compressed file of the unpacked bytes
 */
public record LineRef(long line, long offset) {
  public LineRef {
    if (line < 1 || offset < 0) {
      throw new IllegalArgumentException("Invalid line reference: " + line + " at " + offset);
    }
  }
}
