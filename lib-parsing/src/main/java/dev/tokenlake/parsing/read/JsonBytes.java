package dev.tokenlake.parsing.read;

/**
 * A place in a line, and ways to go past JSON values without looking into their strings. Whatever
 * is no JSON, or needs more than that, ends in {@link Unsure}.
 *
 * <p>The byte behind the last one read must be a newline. None may stand inside a value, so no
 * other bound is checked.
 */
final class JsonBytes {
  /** Nesting skipped at most; a little below {@link ExactParser#MAX_DEPTH}, which decides. */
  private static final int MAX_DEPTH = ExactParser.MAX_DEPTH - 40;

  private final Unsure unsure = new Unsure();

  byte[] bytes = new byte[0];
  int at;
  int end;

  private final boolean[] objects = new boolean[MAX_DEPTH + 1];

  /** Goes to a line, whose end need not be known. */
  void open(Line line, int from) {
    bytes = line.bytes;
    at = from;
    end = line.windowEnd;
  }

  /** Only the exact parser can tell. */
  Unsure unsure() {
    return unsure;
  }

  /** The byte here, or behind the white space that is here. */
  byte peek() throws Unsure {
    byte b = bytes[at];
    while (b <= ' ') {
      if (b != ' ' && b != '\t' && b != '\r') {
        throw unsure;
      }
      b = bytes[++at];
    }
    return b;
  }

  /** Goes past a byte that must be here. */
  void expect(char c) throws Unsure {
    if (peek() != c) {
      throw unsure;
    }
    at++;
  }

  /** Goes behind the quote that ends the string begun right before this place. */
  void skipString() throws Unsure {
    int stop = Words.quoteOrControl(bytes, at, end);
    while (bytes[stop] != '"' || (bytes[stop - 1] == '\\' && isEscaped(stop))) {
      if (bytes[stop] == '\n') {
        throw unsure;
      }
      stop = Words.quoteOrControl(bytes, stop + 1, end);
    }
    at = stop + 1;
  }

  /** The quote that opens the string bounds the row of backslashes. */
  private boolean isEscaped(int quote) {
    int slash = quote - 1;
    while (bytes[slash] == '\\') {
      slash--;
    }
    return ((quote - slash) & 1) == 0;
  }

  /** Goes behind the value that begins with the byte here. */
  void skipValue(byte first) throws Unsure {
    switch (first) {
      case '"' -> {
        at++;
        skipString();
      }
      case '{', '[' -> skipContainer(first == '{');
      default -> skipPlain(first);
    }
  }

  /** Numbers and literals. */
  private void skipPlain(byte first) throws Unsure {
    switch (first) {
      case 't' -> literal('r', 'u', 'e');
      case 'n' -> literal('u', 'l', 'l');
      case 'f' -> {
        at++;
        literal('l', 's', 'e');
        if (bytes[at - 4] != 'a') {
          throw unsure;
        }
      }
      default -> skipNumber();
    }
  }

  private void literal(char second, char third, char fourth) throws Unsure {
    if (bytes[at + 1] != second || bytes[at + 2] != third || bytes[at + 3] != fourth) {
      throw unsure;
    }
    at += 4;
  }

  private void skipNumber() throws Unsure {
    int p = at;
    if (bytes[p] == '-') {
      p++;
    }
    if (bytes[p] == '0') {
      p++;
    } else {
      p = digits(p);
    }
    if (bytes[p] == '.') {
      p = digits(p + 1);
    }
    if (bytes[p] == 'e' || bytes[p] == 'E') {
      p++;
      if (bytes[p] == '+' || bytes[p] == '-') {
        p++;
      }
      p = digits(p);
    }
    at = p;
  }

  /** Behind one digit or more. */
  private int digits(int from) throws Unsure {
    int p = from;
    while (bytes[p] >= '0' && bytes[p] <= '9') {
      p++;
    }
    if (p == from) {
      throw unsure;
    }
    return p;
  }

  private void skipContainer(boolean isObject) throws Unsure {
    int depth = 0;
    boolean object = isObject;
    boolean first = true;
    objects[0] = object;
    at++;
    while (true) {
      byte b = peek();
      if (first && b == (object ? '}' : ']')) {
        at++;
        first = false;
      } else {
        if (object) {
          b = key(b);
        }
        if (b == '"') {
          at++;
          skipString();
          first = false;
        } else if (b == '{' || b == '[') {
          object = b == '{';
          if (++depth > MAX_DEPTH) {
            throw unsure;
          }
          objects[depth] = object;
          at++;
          first = true;
          continue;
        } else {
          skipPlain(b);
          first = false;
        }
        b = peek();
        if (b == ',') {
          at++;
          continue;
        }
        if (b != (object ? '}' : ']')) {
          throw unsure;
        }
        at++;
      }
      // Behind the end of a container: of as many as end here.
      while (true) {
        if (--depth < 0) {
          return;
        }
        object = objects[depth];
        b = peek();
        at++;
        if (b == ',') {
          break;
        }
        if (b != (object ? '}' : ']')) {
          throw unsure;
        }
      }
    }
  }

  /** Goes past a key; returns the first byte of its value. */
  private byte key(byte first) throws Unsure {
    if (first != '"') {
      throw unsure;
    }
    at++;
    skipString();
    expect(':');
    return peek();
  }

  /** The bytes of a line do not say enough. */
  static final class Unsure extends Exception {
    private static final long serialVersionUID = 1L;

    private Unsure() {
      super("unsure", null, false, false);
    }
  }
}
