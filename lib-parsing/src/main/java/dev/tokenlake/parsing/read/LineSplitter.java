package dev.tokenlake.parsing.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a stream of bytes into lines, at {@code \n} and nowhere else. A line longer than the buffer
 * may grow is shortened, see {@link LongLine}.
 */
final class LineSplitter {
  /** Bytes behind those read, for the newline parsers rely on and for words that reach beyond. */
  static final int SLACK = 16;

  private static final int CHUNK = 1 << 16;

  /** Bytes of a line that are held at once; longer ones are shortened. */
  static final int LONGEST_HELD = (1 << 24) - CHUNK;

  private final int longestHeld;
  private final int keptOfString;
  private final Line line = new Line();
  private InputStream in = InputStream.nullInputStream();
  private byte[] buffer = new byte[CHUNK * 2];
  private int start;
  private int end;
  private int lineEnd;
  private long base;
  private boolean ended;

  /**
   * @param longestHeld {@link #LONGEST_HELD}, or less in tests
   * @param keptOfString as in {@link LongLine}
   */
  LineSplitter(int longestHeld, int keptOfString) {
    this.longestHeld = longestHeld;
    this.keptOfString = keptOfString;
  }

  /**
   * Turns to another stream.
   *
   * @param bytes how many of the file were read before
   * @param lines how many of its lines
   */
  void open(InputStream stream, long bytes, long lines) {
    in = stream;
    start = 0;
    end = 0;
    base = bytes;
    ended = false;
    line.number = lines;
  }

  /** The line {@link #next} went to. */
  Line line() {
    return line;
  }

  /** Bytes of the file read so far. */
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
    line.elisions.clear();
    line.problem = Optional.empty();
    show(buffer, start, end, end);
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
      if (end - start > longestHeld) {
        shorten();
        return true;
      }
      int searched = end;
      int moved = fill();
      grown = true;
      newline = Words.newline(buffer, searched - moved, end);
    }
    show(buffer, start, newline, end);
    line.endKnown = true;
    line.terminated = newline < end;
    lineEnd = newline;
    return grown;
  }

  /** Leaves the line, whose end is known. */
  void leave() {
    start = Math.min((line.bytes == buffer ? line.to : lineEnd) + 1, end);
  }

  /** Reads the line to its end and keeps what may be needed of it. */
  private void shorten() throws IOException {
    LongLine kept = new LongLine(line.elisions, keptOfString);
    int newline = end;
    while (newline == end && !ended) {
      kept.feed(buffer, start, end);
      start = end;
      fill();
      newline = Words.newline(buffer, start, end);
    }
    kept.feed(buffer, start, newline);
    kept.finish();
    show(kept.bytes(), 0, kept.size(), kept.size());
    line.problem = kept.problem();
    line.endKnown = true;
    line.terminated = newline < end;
    lineEnd = newline;
  }

  private void show(byte[] bytes, int from, int to, int windowEnd) {
    line.bytes = bytes;
    line.begin = from;
    line.from = from;
    line.to = to;
    line.windowEnd = windowEnd;
    // Parsers rely on a newline behind what was read; there is always room for it.
    bytes[windowEnd] = '\n';
    // Not only the first line may have one: files are joined with cat.
    if (bytes[from] == (byte) 0xEF && startsWithByteOrderMark(bytes, from)) {
      line.from += 3;
    }
  }

  private static boolean startsWithByteOrderMark(byte[] bytes, int from) {
    return bytes[from + 1] == (byte) 0xBB && bytes[from + 2] == (byte) 0xBF;
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
