package dev.tokenlake.parsing.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Known keys by their bytes. */
final class KeyTable {
  private static final int SIZE = 128;

  private final byte[][] names = new byte[SIZE][];
  private final int[] numbers = new int[SIZE];
  private final Pattern[] patterns;

  /** A table in which keys are numbered in the order of the list. */
  KeyTable(List<String> keys) {
    patterns = new Pattern[keys.size()];
    for (int i = 0; i < keys.size(); i++) {
      byte[] name = keys.get(i).getBytes(StandardCharsets.UTF_8);
      int place = place(Arrays.copyOf(name, name.length + Long.BYTES), 0, name.length);
      while (names[place] != null) {
        place = (place + 1) & (SIZE - 1);
      }
      names[place] = name;
      numbers[place] = i;
      patterns[i] = new Pattern((keys.get(i) + "\":").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Number of keys. */
  int size() {
    return patterns.length;
  }

  /** A key as it is spelled as a rule, from behind its first quote to its colon. */
  Pattern pattern(int number) {
    return patterns[number];
  }

  /**
   * Reads the key begun right before the place of {@code json}, goes behind its colon, and returns
   * its number, or -1.
   */
  int read(JsonBytes json) throws JsonBytes.Unsure {
    byte[] bytes = json.bytes;
    int from = json.at;
    json.skipString();
    int length = json.at - 1 - from;
    json.expect(':');
    int place = place(bytes, from, length);
    byte[] name = names[place];
    while (name != null) {
      if (name.length == length && Words.equal(bytes, from, name, length)) {
        return numbers[place];
      }
      place = (place + 1) & (SIZE - 1);
      name = names[place];
    }
    for (int i = from; i < from + length; i++) {
      // An escape may spell a known key.
      if (bytes[i] == '\\') {
        throw json.unsure();
      }
    }
    return -1;
  }

  /** By the length and the first eight bytes, which may lie beyond the end of a short key. */
  private static int place(byte[] bytes, int from, int length) {
    long head = Words.get(bytes, from);
    if (length < Long.BYTES) {
      head &= (1L << (Byte.SIZE * length)) - 1;
    }
    return (int) (((head * 31 + length) * 0x9E3779B97F4A7C15L) >>> 57);
  }
}
