package dev.tokenlake.parsing.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds the number of a known key by its bytes. */
final class KeyTable {
  private static final int SIZE = 256;

  private final byte[][] names = new byte[SIZE][];
  private final int[] numbers = new int[SIZE];

  /** A table in which keys are numbered in the order of the list. */
  KeyTable(List<String> keys) {
    for (int i = 0; i < keys.size(); i++) {
      byte[] name = keys.get(i).getBytes(StandardCharsets.UTF_8);
      int place = place(name, 0, name.length);
      while (names[place] != null) {
        place = (place + 1) & (SIZE - 1);
      }
      names[place] = name;
      numbers[place] = i;
    }
  }

  /**
   * Reads the key begun right before the place of {@code json}, goes behind its colon, and returns
   * its number, or -1.
   */
  int read(JsonBytes json) throws JsonBytes.Unsure {
    byte[] bytes = json.bytes;
    int from = json.at;
    int to = from;
    byte b = bytes[to];
    while (b != '"') {
      // An escape may spell a known key; control bytes and the end of the line are odd.
      if (b == '\\' || (b < ' ' && b >= 0)) {
        throw json.unsure();
      }
      b = bytes[++to];
    }
    json.at = to + 1;
    json.expect(':');
    return to == from ? -1 : find(bytes, from, to);
  }

  private int find(byte[] bytes, int from, int to) {
    int place = place(bytes, from, to - from);
    byte[] name = names[place];
    while (name != null) {
      if (name.length == to - from && Arrays.equals(bytes, from, to, name, 0, name.length)) {
        return numbers[place];
      }
      place = (place + 1) & (SIZE - 1);
      name = names[place];
    }
    return -1;
  }

  private static int place(byte[] bytes, int from, int length) {
    int mixed = bytes[from] * 31 + bytes[from + length - 1] * 7 + bytes[from + length / 2];
    return (mixed * 31 + length) & (SIZE - 1);
  }
}
