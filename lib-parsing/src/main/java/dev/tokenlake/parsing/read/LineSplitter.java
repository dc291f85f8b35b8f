package dev.tokenlake.parsing.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream of bytes into lines, at {@code \n} and nowhere else. */
final class LineSplitter {
  private static final int CHUNK = 1 << 18;

  /** Bytes behind those read, for the newline parsers rely on and for words that reach beyond. */
  private static final int SLACK = 16;

  private final Line line = new Line();
  private InputStream in = InputStream.nullInputStream();
  private byte[] buffer = new byte[CHUNK * 2];
  private int start;
  private int end;
  private long base;
  private boolean ended;

  /** Turns to another stream. */
  void open(InputStream stream) {
    in = stream;
    start = 0;
    end = 0;
    base = 0;
    ended = false;
    line.number = 0;
  }

  /** The line {@link #next} went to. */
  Line line() {
    return line;
  }

  /** Bytes read so far. */
  long bytes() {
    return base + end;
  }

  /**
   * Goes to the next line; false at the end. Where the line ends is not known yet: whoever finds
   * out by reading it says so, otherwise {@link #findEnd} looks for it.
   *
   * @throws IOException when no more can be read; the lines before it stand
   */
  boolean next() throws IOException {
    while (start == end && !ended) {
      fill();
    }
    if (start == end) {
      return false;
    }
    line.number++;
    line.offset = base + start;
    show(end);
    line.endKnown = false;
    line.terminated = false;
    return true;
  }

  /**
   * Looks for the end of the line; the last one may lack its newline. Returns whether bytes had to
   * be read for it.
   */
  boolean findEnd() throws IOException {
    boolean grown = false;
    int newline = Words.newline(buffer, start, end);
    while (newline == end && !ended) {
      int searched = end;
      int moved = fill();
      grown = true;
      newline = Words.newline(buffer, searched - moved, end);
    }
    show(newline);
    line.endKnown = true;
    line.terminated = newline < end;
    return grown;
  }

  /** Leaves the line, whose end is known. */
  void leave() {
    start = Math.min(line.to + 1, end);
  }

  private void show(int to) {
    line.bytes = buffer;
    line.begin = start;
    line.from = start;
    line.to = to;
    line.windowEnd = end;
    // Parsers rely on a newline behind what was read; there is always room for it.
    buffer[end] = '\n';
    if (line.offset == 0) {
      skipByteOrderMark();
    }
  }

  private void skipByteOrderMark() {
    if (line.to - line.from >= 3
        && buffer[line.from] == (byte) 0xEF
        && buffer[line.from + 1] == (byte) 0xBB
        && buffer[line.from + 2] == (byte) 0xBF) {
      line.from += 3;
    }
  }

  /** Reads on; returns by how much the bytes in the buffer moved towards its beginning. */
  private int fill() throws IOException {
    int moved = start;
    if (moved > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      base += moved;
      end -= moved;
      start = 0;
    }
    if (buffer.length - end < CHUNK) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end - SLACK);
    if (read < 0) {
      ended = true;
    } else {
      end += read;
    }
    return moved;
  }
}
