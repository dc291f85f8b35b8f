package dev.tokenlake.parsing.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes eight at a time. */
final class Words {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = ONES << 7;
  private static final long NEWLINES = ONES * '\n';

  /** With this bit turned over, quotes and control characters are the bytes below '!'. */
  private static final long TURN = ONES * 2;

  private static final long BELOW = ONES * '!';

  private Words() {}

  /** Place of the first newline, or {@code to}. */
  static int newline(byte[] bytes, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long word = get(bytes, at) ^ NEWLINES;
      long marks = (word - ONES) & ~word & HIGHS;
      if (marks != 0) {
        return at + index(marks);
      }
      at += Long.BYTES;
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /**
   * Place of the first quote or control character, or {@code to}. Both end a string: the one as it
   * should, the other where it is the newline.
   */
  static int quoteOrControl(byte[] bytes, int from, int to) {
    int at = from;
    // Two words at once: one test and one jump for sixteen bytes.
    while (at + 2 * Long.BYTES <= to) {
      long first = quoteOrControl(get(bytes, at));
      long second = quoteOrControl(get(bytes, at + Long.BYTES));
      if ((first | second) != 0) {
        return first != 0 ? at + index(first) : at + Long.BYTES + index(second);
      }
      at += 2 * Long.BYTES;
    }
    while (at < to && bytes[at] != '"' && (bytes[at] >= ' ' || bytes[at] < 0)) {
      at++;
    }
    return at;
  }

  /** A mark in the highest bit of each byte looked for; right up to the first of them. */
  private static long quoteOrControl(long word) {
    long turned = word ^ TURN;
    return (turned - BELOW) & ~turned & HIGHS;
  }

  /** Whether two stretches hold the same bytes. */
  static boolean equal(byte[] left, int from, byte[] right, int length) {
    int at = 0;
    while (at + Long.BYTES <= length) {
      if (get(left, from + at) != get(right, at)) {
        return false;
      }
      at += Long.BYTES;
    }
    while (at < length) {
      if (left[from + at] != right[at]) {
        return false;
      }
      at++;
    }
    return true;
  }

  static long get(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  private static int index(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
