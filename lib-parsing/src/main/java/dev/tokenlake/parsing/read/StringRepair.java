package dev.tokenlake.parsing.read;

import java.util.Arrays;

/**
 * Makes the strings of a line readable that hold broken UTF-8 or broken escapes. Each byte that
 * does not fit becomes a mark of the same length, so places in the line stay as they are.
 */
final class StringRepair {
  private static final byte MARK = 0x1A;
  private static final int ESCAPE = "\\u0000".length();

  private StringRepair() {}

  /** A copy whose strings are valid. */
  static byte[] repaired(byte[] bytes, int from, int to) {
    byte[] copy = Arrays.copyOfRange(bytes, from, to);
    boolean inString = false;
    int at = 0;
    while (at < copy.length) {
      byte b = copy[at];
      if (b == '"') {
        inString = !inString;
        at++;
      } else if (!inString) {
        at++;
      } else if (b == '\\') {
        at += escape(copy, at);
      } else if (b < 0) {
        at += character(copy, at);
      } else {
        at++;
      }
    }
    return copy;
  }

  /** A kept string out of a repaired line: marks become the replacement character. */
  static String unmarked(String text) {
    return text.replace((char) MARK, '\uFFFD');
  }

  /** The text with the halves of surrogate pairs that stand alone replaced. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceLoneSurrogates(text);
      }
    }
    return text;
  }

  private static String replaceLoneSurrogates(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
              out.appendCodePoint(lone ? 0xFFFD : c);
            });
    return out.toString();
  }

  /** Marks a broken escape; returns how far to go on. */
  private static int escape(byte[] copy, int at) {
    if (at + 1 == copy.length) {
      return 1;
    }
    byte kind = copy[at + 1];
    if (kind == 'u') {
      int length = spelledOut(copy, at);
      if (length == 0) {
        copy[at] = MARK;
        return 1;
      }
      return length;
    }
    if (kind < 0 || "\"\\/bfnrt".indexOf(kind) < 0) {
      copy[at] = MARK;
      return 1;
    }
    return 2;
  }

  /** Length of a character spelled out in one escape or in two; 0 when it is half or none. */
  private static int spelledOut(byte[] copy, int at) {
    int unit = unit(copy, at);
    if (unit < 0 || (unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE)) {
      return 0;
    }
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return ESCAPE;
    }
    int low = unit(copy, at + ESCAPE);
    boolean pair = low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE;
    return pair ? 2 * ESCAPE : 0;
  }

  /** The UTF-16 unit an escape at a place spells out, or -1. */
  private static int unit(byte[] copy, int at) {
    if (at + ESCAPE > copy.length || copy[at] != '\\' || copy[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + ESCAPE; i++) {
      int digit = copy[i] < 0 ? -1 : Character.digit(copy[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }

  /** Marks a byte that begins no character; returns how far to go on. */
  private static int character(byte[] copy, int at) {
    int lead = copy[at] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    boolean whole = lead >= 0xC2 && lead <= 0xF4 && at + length <= copy.length;
    for (int i = 1; whole && i < length; i++) {
      whole = (copy[at + i] & 0xC0) == 0x80;
    }
    if (whole && length > 2) {
      int second = copy[at + 1] & 0xFF;
      whole =
          !(lead == 0xE0 && second < 0xA0)
              && !(lead == 0xED && second > 0x9F)
              && !(lead == 0xF0 && second < 0x90)
              && !(lead == 0xF4 && second > 0x8F);
    }
    if (!whole) {
      copy[at] = MARK;
      return 1;
    }
    return length;
  }
}
