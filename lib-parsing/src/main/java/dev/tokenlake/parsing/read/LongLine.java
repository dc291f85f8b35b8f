package dev.tokenlake.parsing.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes a line fit that is longer than the buffer, while it streams by. All of it is checked to be
 * JSON. The end of long strings goes, and the inside of top-level objects and arrays no table is
 * made of, such as {@code toolUseResult}; how much went is noted, so that sizes stay right. A line
 * that is no JSON is refused: nothing is saved from damage on a line as long as that.
 */
final class LongLine {
  /** Bytes of a string that stay. */
  static final int KEPT_OF_STRING = 1 << 16;

  /** A line that needs more than this after all is {@link RejectReason#TOO_LONG}. */
  static final int MOST_KEPT = 1 << 25;

  private static final int LONGEST_ESCAPE = 6;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final List<byte[]> NEEDED =
      List.of(
          bytes("message"),
          bytes("data"),
          bytes("error"),
          bytes("compactMetadata"),
          bytes("microcompactMetadata"),
          bytes("worktreeSession"));

  private final Elisions elisions;
  private final int keptOfString;
  private final JsonGrammar grammar = new JsonGrammar();
  private byte[] out = new byte[1 << 20];
  private int size;
  private boolean overflow;

  private boolean inString;
  private int stringFrom;
  private boolean stringCut;
  private int slashes;
  private int skipDepth;
  private long missing;

  private boolean stringIsKey;
  private int keyFrom;
  private int keyTo;

  /**
   * @param elisions takes the places at which something went
   * @param keptOfString {@link #KEPT_OF_STRING}, or less in tests
   */
  LongLine(Elisions elisions, int keptOfString) {
    this.elisions = elisions;
    this.keptOfString = keptOfString;
    elisions.clear();
  }

  /** Takes the next bytes of the line. */
  void feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (grammar.problem().isPresent()) {
        missing += to - at;
        return;
      }
      if (inString) {
        at = string(bytes, at, to);
      } else {
        structure(bytes[at]);
        at++;
      }
    }
  }

  /** The line is over. */
  void finish() {
    noteMissing();
  }

  /** What stayed; there is room for a newline and a word behind it. */
  byte[] bytes() {
    return out;
  }

  int size() {
    return size;
  }

  /** Why the line is refused, now that it is over; empty when it is JSON and fits. */
  Optional<RejectReason> problem() {
    if (inString) {
      return grammar.problem().or(() -> Optional.of(RejectReason.TRUNCATED));
    }
    return grammar
        .problemAtEnd()
        .or(() -> overflow ? Optional.of(RejectReason.TOO_LONG) : Optional.empty());
  }

  private int string(byte[] bytes, int from, int to) {
    int stop = Words.quoteOrControl(bytes, from, to);
    int trailing = 0;
    while (stop - trailing > from && bytes[stop - trailing - 1] == '\\') {
      trailing++;
    }
    slashes = trailing == stop - from ? slashes + trailing : trailing;
    keep(bytes, from, stop);
    if (stop == to) {
      return to;
    }
    boolean ends = bytes[stop] == '"' && (slashes & 1) == 0;
    slashes = 0;
    if (ends) {
      inString = false;
      grammar.string();
      if (stringIsKey) {
        keyFrom = stringFrom;
        keyTo = size;
      }
      if (skipDepth == 0) {
        noteMissing();
      }
      put((byte) '"');
    } else {
      keep(bytes, stop, stop + 1);
    }
    return stop + 1;
  }

  /** Keeps the inside of a string up to what may stay of it. */
  private void keep(byte[] bytes, int from, int to) {
    int room = skipDepth > 0 || stringCut ? 0 : keptOfString - (size - stringFrom);
    int kept = Math.min(room, to - from);
    if (kept > 0) {
      append(bytes, from, kept);
    }
    missing += to - from - Math.max(kept, 0);
    if (kept < to - from && skipDepth == 0 && !stringCut) {
      stringCut = true;
      int whole = wholeCharacters();
      missing += size - whole;
      size = whole;
    }
  }

  /** End of the string kept so far, without an escape or a character that is cut. */
  private int wholeCharacters() {
    int end = size;
    for (int i = size - 1; i >= Math.max(stringFrom, size - LONGEST_ESCAPE); i--) {
      if (out[i] == '\\') {
        end = i;
      }
    }
    while (end > stringFrom && (out[end - 1] == '\\' || out[end - 1] < 0)) {
      end--;
    }
    return end;
  }

  private void structure(byte b) {
    if (b == '"') {
      put(b);
      inString = true;
      slashes = 0;
      stringCut = false;
      stringFrom = size;
      stringIsKey = grammar.depth() == 1 && grammar.isAtKey();
      return;
    }
    if (isLead(b)) {
      return;
    }
    int before = grammar.depth();
    grammar.read(b);
    int depth = grammar.depth();
    if (depth < before && skipDepth == before) {
      skipDepth = 0;
      noteMissing();
    }
    put(b);
    if (depth == 2 && before == 1 && skipDepth == 0 && !needed()) {
      skipDepth = depth;
    }
  }

  /** What may stand before a line: a byte order mark stays, and of a row of NULs the first. */
  private boolean isLead(byte b) {
    if (grammar.anything() || (b != 0 && b >= 0)) {
      return false;
    }
    boolean nulsBefore = size > 0 && out[size - 1] == 0;
    boolean mark = b != 0 && size < BYTE_ORDER_MARK.length && b == BYTE_ORDER_MARK[size];
    if (b == 0 && nulsBefore) {
      missing++;
      return true;
    }
    if (b == 0 || mark) {
      put(b);
      return true;
    }
    return false;
  }

  /** Whether something inside the value of the last key may be wanted. */
  private boolean needed() {
    for (int i = keyFrom; i < keyTo; i++) {
      if (out[i] == '\\') {
        return true;
      }
    }
    return NEEDED.stream()
        .anyMatch(name -> Arrays.equals(out, keyFrom, keyTo, name, 0, name.length));
  }

  private void noteMissing() {
    if (missing > 0) {
      elisions.add(size, missing);
      missing = 0;
    }
  }

  private void put(byte b) {
    if (skipDepth > 0) {
      missing++;
      return;
    }
    if (makeRoom(1)) {
      out[size++] = b;
    }
  }

  private void append(byte[] bytes, int from, int length) {
    if (makeRoom(length)) {
      System.arraycopy(bytes, from, out, size, length);
      size += length;
    }
  }

  private boolean makeRoom(int length) {
    if (overflow || size + length > MOST_KEPT) {
      overflow = true;
      missing += length;
      return false;
    }
    int needed = size + length + LineSplitter.SLACK;
    if (needed > out.length) {
      out = Arrays.copyOf(out, Math.max(needed, out.length * 2));
    }
    return true;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
