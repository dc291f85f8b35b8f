package dev.tokenlake.parsing.read;

import java.util.Optional;

/**
 * Checks, byte by byte and in little memory, that a line is JSON: one value, or several objects
 * without a newline between. Whoever feeds it finds the ends of strings, inside of which anything
 * may stand. It says of a line what {@link ExactParser} would.
 */
final class JsonGrammar {
  private final boolean[] objects = new boolean[ExactParser.MAX_DEPTH + 1];
  private final NumberGrammar number = new NumberGrammar();
  private int depth;
  private boolean severalMayFollow;
  private boolean anything;
  private Place place = Place.VALUE;
  private String literal = "";
  private int literalRead;
  private Optional<RejectReason> problem = Optional.empty();

  /** What may stand next. */
  private enum Place {
    /** A value. */
    VALUE,
    /** A value or the end of the array just begun. */
    FIRST_VALUE,
    /** A key. */
    KEY,
    /** A key or the end of the object just begun. */
    FIRST_KEY,
    /** The colon behind a key. */
    COLON,
    /** A comma or the end of the container; outside of all, another object or nothing. */
    BEHIND_VALUE,
    /** The rest of a number, or what stands behind it. */
    NUMBER,
    /** The rest of true, false or null. */
    LITERAL
  }

  /** Arrays and objects that are open. */
  int depth() {
    return depth;
  }

  /** Whether a string that begins here is a key. */
  boolean isAtKey() {
    return place == Place.KEY || place == Place.FIRST_KEY;
  }

  /** Whether anything but white space was read. */
  boolean anything() {
    return anything;
  }

  /** What is wrong with what was read so far. */
  Optional<RejectReason> problem() {
    return problem;
  }

  /** What is wrong with the line, now that it is over. */
  Optional<RejectReason> problemAtEnd() {
    boolean complete =
        !anything
            || (depth == 0
                && (place == Place.BEHIND_VALUE || (place == Place.NUMBER && number.isWhole())));
    return problem.isPresent() || complete ? problem : Optional.of(RejectReason.TRUNCATED);
  }

  /** A whole string stands here. */
  void string() {
    endNumber();
    anything = true;
    switch (place) {
      case KEY, FIRST_KEY -> place = Place.COLON;
      case VALUE, FIRST_VALUE -> place = Place.BEHIND_VALUE;
      default -> fail(RejectReason.NOT_JSON);
    }
  }

  /** A byte outside of strings, other than a quote. */
  void read(byte b) {
    if (place == Place.LITERAL) {
      literal(b);
    } else if (place != Place.NUMBER || !number.read(b)) {
      endNumber();
      structure(b);
    }
  }

  private void endNumber() {
    if (place == Place.NUMBER) {
      if (!number.isWhole()) {
        fail(RejectReason.NOT_JSON);
      }
      place = Place.BEHIND_VALUE;
    }
  }

  private void literal(byte b) {
    if (b != literal.charAt(literalRead)) {
      fail(RejectReason.NOT_JSON);
    }
    literalRead++;
    if (literalRead == literal.length()) {
      place = Place.BEHIND_VALUE;
    }
  }

  private void structure(byte b) {
    if (LineParser.isWhite(b)) {
      return;
    }
    switch (b) {
      case '{', '[' -> open(b == '{');
      case '}' -> close(true, Place.FIRST_KEY);
      case ']' -> close(false, Place.FIRST_VALUE);
      case ',' -> {
        require(place == Place.BEHIND_VALUE && depth > 0);
        place = depth > 0 && objects[depth] ? Place.KEY : Place.VALUE;
      }
      case ':' -> {
        require(place == Place.COLON);
        place = Place.VALUE;
      }
      case 't' -> openLiteral("true");
      case 'f' -> openLiteral("false");
      case 'n' -> openLiteral("null");
      default -> {
        require(isAtValue() && number.open(b));
        place = Place.NUMBER;
      }
    }
    anything = true;
  }

  private boolean isAtValue() {
    return place == Place.VALUE || place == Place.FIRST_VALUE;
  }

  private void open(boolean object) {
    boolean another = depth == 0 && place == Place.BEHIND_VALUE && object && severalMayFollow;
    require(isAtValue() || another);
    if (depth == ExactParser.MAX_DEPTH) {
      fail(RejectReason.TOO_DEEP);
      return;
    }
    depth++;
    objects[depth] = object;
    place = object ? Place.FIRST_KEY : Place.FIRST_VALUE;
  }

  private void close(boolean object, Place ifEmpty) {
    boolean fits =
        depth > 0 && objects[depth] == object && (place == ifEmpty || place == Place.BEHIND_VALUE);
    require(fits);
    if (fits) {
      depth--;
      severalMayFollow = object;
      place = Place.BEHIND_VALUE;
    }
  }

  private void openLiteral(String name) {
    require(isAtValue());
    literal = name;
    literalRead = 1;
    place = Place.LITERAL;
  }

  private void require(boolean fits) {
    if (!fits) {
      fail(RejectReason.NOT_JSON);
    }
  }

  private void fail(RejectReason reason) {
    problem = problem.or(() -> Optional.of(reason));
  }
}
