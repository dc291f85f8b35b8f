package dev.tokenlake.parsing.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for a byte eight bytes at a time. */
final class Words {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long QUOTES = LOW * '"';
  private static final long NEWLINES = LOW * '\n';

  private Words() {}

  /** Place of the first newline, or {@code to}. */
  static int newline(byte[] bytes, int from, int to) {
    int at = from;
    // Two words at once: one test and one jump for sixteen bytes.
    while (at + 16 <= to) {
      long first = marks((long) LONG.get(bytes, at) ^ NEWLINES);
      long second = marks((long) LONG.get(bytes, at + 8) ^ NEWLINES);
      if ((first | second) != 0) {
        return first != 0 ? at + index(first) : at + 8 + index(second);
      }
      at += 16;
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Place of the first quote, or {@code to}. */
  static int quote(byte[] bytes, int from, int to) {
    int at = from;
    while (at + 16 <= to) {
      long first = marks((long) LONG.get(bytes, at) ^ QUOTES);
      long second = marks((long) LONG.get(bytes, at + 8) ^ QUOTES);
      if ((first | second) != 0) {
        return first != 0 ? at + index(first) : at + 8 + index(second);
      }
      at += 16;
    }
    while (at < to && bytes[at] != '"') {
      at++;
    }
    return at;
  }

  /** A mark in the highest bit of each byte that is 0; right up to the first of them. */
  private static long marks(long word) {
    return (word - LOW) & ~word & HIGH;
  }

  private static int index(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
