package dev.tokenlake.parsing.read;

import java.util.Arrays;

/** Bytes to be compared with those at some place of a line, eight at a time. */
final class Pattern {
  private final int length;
  private final long[] words;
  private final long lastMask;

  Pattern(byte[] bytes) {
    length = bytes.length;
    int count = Math.max(1, (length + Long.BYTES - 1) / Long.BYTES);
    byte[] padded = Arrays.copyOf(bytes, count * Long.BYTES);
    words = new long[count];
    for (int i = 0; i < count; i++) {
      words[i] = Words.get(padded, i * Long.BYTES);
    }
    int rest = length - (count - 1) * Long.BYTES;
    lastMask = rest == Long.BYTES ? -1 : (1L << (rest * Byte.SIZE)) - 1;
  }

  int length() {
    return length;
  }

  /** Whether the bytes stand at a place, and well before the end of those read. */
  boolean isAt(byte[] bytes, int at, int end) {
    int last = words.length - 1;
    if (at + words.length * Long.BYTES > end) {
      return false;
    }
    for (int i = 0; i < last; i++) {
      if (Words.get(bytes, at + i * Long.BYTES) != words[i]) {
        return false;
      }
    }
    return (Words.get(bytes, at + last * Long.BYTES) & lastMask) == words[last];
  }
}
