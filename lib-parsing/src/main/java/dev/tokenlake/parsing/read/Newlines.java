package dev.tokenlake.parsing.read;

/** Finds newlines. */
final class Newlines {
  private Newlines() {}

  /** Place of the first newline, or -1. */
  static int find(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
