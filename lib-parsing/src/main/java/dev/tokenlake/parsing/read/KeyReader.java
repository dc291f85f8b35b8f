package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.read.JsonBytes.Unsure;
import java.util.Arrays;

/**
 * Reads the keys of objects of one kind. They mostly come in the same order, so the key that came
 * behind the last one before is tried first: to compare a key is quicker than to find its end.
 */
final class KeyReader {
  private final KeyTable table;

  /** By the number of the key before, and 0 at the beginning of an object. */
  private final Pattern[] expected;

  private final int[] expectedNumber;
  private int before;

  KeyReader(KeyTable table) {
    this.table = table;
    expected = new Pattern[table.size() + 1];
    expectedNumber = new int[table.size() + 1];
    Arrays.fill(expected, table.pattern(0));
  }

  /** Goes to the beginning of an object. */
  void open() {
    before = 0;
  }

  /** As {@link KeyTable#read}. */
  int read(JsonBytes json) throws Unsure {
    Pattern guess = expected[before];
    int number;
    if (guess.isAt(json.bytes, json.at, json.end)) {
      json.at += guess.length();
      number = expectedNumber[before];
    } else {
      number = table.read(json);
      if (number < 0) {
        return number;
      }
      expected[before] = table.pattern(number);
      expectedNumber[before] = number;
    }
    before = number + 1;
    return number;
  }
}
