package dev.tokenlake.parsing.read;

import java.util.Arrays;

/** Places of a shortened line at which bytes are missing, in order, and how many. */
final class Elisions {
  private int[] places = new int[8];
  private long[] lengths = new long[8];
  private int size;

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Notes bytes missing before the byte at {@code place}. */
  void add(int place, long length) {
    if (size == places.length) {
      places = Arrays.copyOf(places, size * 2);
      lengths = Arrays.copyOf(lengths, size * 2);
    }
    places[size] = place;
    lengths[size++] = length;
  }

  /** Bytes missing inside a stretch of the shortened line; no value ends right where some are. */
  long between(int start, int end) {
    long missing = 0;
    for (int i = 0; i < size; i++) {
      if (places[i] > start && places[i] <= end) {
        missing += lengths[i];
      }
    }
    return missing;
  }
}
