package dev.tokenlake.parsing.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream of bytes into lines, at {@code \n} and nowhere else. */
final class LineSplitter {
  private static final int CHUNK = 1 << 18;

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
   * Goes to the next line; false at the end. The last one may lack its newline.
   *
   * @throws IOException when no more can be read; the lines before it stand
   */
  boolean next() throws IOException {
    int newline = Words.newline(buffer, start, end);
    while (newline == end && !ended) {
      int searched = end;
      int moved = fill();
      newline = Words.newline(buffer, searched - moved, end);
    }
    line.terminated = newline < end;
    if (start == end) {
      return false;
    }
    if (!line.terminated) {
      // Parsers rely on a newline behind every line; there is always room for it.
      buffer[end] = '\n';
    }
    line.bytes = buffer;
    line.begin = start;
    line.from = start;
    line.to = newline;
    line.number++;
    line.offset = base + start;
    if (line.offset == 0) {
      skipByteOrderMark();
    }
    start = line.terminated ? newline + 1 : end;
    return true;
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
    int read = in.read(buffer, end, buffer.length - end - 1);
    if (read < 0) {
      ended = true;
    } else {
      end += read;
    }
    return moved;
  }
}
