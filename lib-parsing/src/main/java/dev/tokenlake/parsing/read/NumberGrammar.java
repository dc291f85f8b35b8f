package dev.tokenlake.parsing.read;

/** Checks, byte by byte, that a number is one of JSON. */
final class NumberGrammar {
  private Part part = Part.NONE;

  /** What was read last. */
  private enum Part {
    NONE,
    MINUS,
    ZERO,
    DIGITS,
    POINT,
    FRACTION,
    EXPONENT,
    EXPONENT_SIGN,
    EXPONENT_DIGITS
  }

  /** Takes the first byte; false when no number begins with it. */
  boolean open(byte b) {
    part = b == '-' ? Part.MINUS : first(b);
    return part != Part.NONE;
  }

  /** Takes the next byte; false when it is none of the number. */
  boolean read(byte b) {
    Part next = next(b);
    part = next == Part.NONE ? part : next;
    return next != Part.NONE;
  }

  /** Whether it may end here. */
  boolean isWhole() {
    return part == Part.ZERO
        || part == Part.DIGITS
        || part == Part.FRACTION
        || part == Part.EXPONENT_DIGITS;
  }

  private Part next(byte b) {
    boolean sign = b == '+' || b == '-';
    return switch (part) {
      case NONE -> Part.NONE;
      case MINUS -> first(b);
      case ZERO -> b == '.' ? Part.POINT : exponent(b);
      case DIGITS -> isDigit(b) ? Part.DIGITS : b == '.' ? Part.POINT : exponent(b);
      case POINT -> isDigit(b) ? Part.FRACTION : Part.NONE;
      case FRACTION -> isDigit(b) ? Part.FRACTION : exponent(b);
      case EXPONENT -> sign ? Part.EXPONENT_SIGN : isDigit(b) ? Part.EXPONENT_DIGITS : Part.NONE;
      case EXPONENT_SIGN, EXPONENT_DIGITS -> isDigit(b) ? Part.EXPONENT_DIGITS : Part.NONE;
    };
  }

  private static Part first(byte b) {
    return b == '0' ? Part.ZERO : isDigit(b) ? Part.DIGITS : Part.NONE;
  }

  private static Part exponent(byte b) {
    return b == 'e' || b == 'E' ? Part.EXPONENT : Part.NONE;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
