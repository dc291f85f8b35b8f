package dev.tokenlake.parsing.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Takes numbers of a log as counts. A count that was logged as something else, negative, fractional
 * or as text, is kept as its complement, so that the value tells it was odd.
 */
final class Counts {
  /** Largest count taken: a million times what any request had, and millions of them fit a sum. */
  static final long MAX = 1_000_000_000_000L;

  /** What no count can be: it would hide every sane telling of its response, and drown all sums. */
  static final long TOO_LARGE = Long.MIN_VALUE;

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,9})?");
  private static final BigDecimal BIG_MAX = BigDecimal.valueOf(MAX);

  /** Beyond, digits are not worth their time: nobody counts like that. */
  private static final int LONGEST_EXACT = 1000;

  private static final BigDecimal MOST_COST = BigDecimal.valueOf(1_000_000_000);
  private static final int LONGEST_COST = 40;
  private static final int WIDEST_COST_SCALE = 40;

  private Counts() {}

  /** The count that stands for a value that is neither number nor string nor null. */
  static final long OTHER = ~0L;

  /** The nearest count there can be to a JSON number, or {@link #TOO_LARGE}. */
  static long number(String json) {
    double about = Double.parseDouble(json);
    if (about > 2.0 * MAX) {
      return TOO_LARGE;
    }
    if (about < 0) {
      return ~0L;
    }
    if (about < 1 || json.length() > LONGEST_EXACT) {
      return about == 0 && isZero(json) ? 0 : ~(long) Math.min(MAX, about);
    }
    BigDecimal value = new BigDecimal(json);
    if (value.compareTo(BIG_MAX) > 0) {
      return TOO_LARGE;
    }
    BigDecimal floor = value.setScale(0, RoundingMode.FLOOR);
    return floor.compareTo(value) == 0 ? floor.longValue() : ~floor.longValue();
  }

  /** Whether all digits before an exponent are zeros. */
  private static boolean isZero(String json) {
    return json.chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c >= '1' && c <= '9');
  }

  /** The nearest count to a JSON string: never right, so always odd. */
  static long text(String value) {
    if (!NUMBER.matcher(value).matches()) {
      return OTHER;
    }
    long number = number(value);
    return number == TOO_LARGE ? TOO_LARGE : ~value(number);
  }

  /** The count itself; of one that is too large, the largest. */
  static long value(long count) {
    return count < 0 ? Math.min(MAX, ~count) : count;
  }

  /** 1 if the count was logged as something else. */
  static int odd(long count) {
    return count < 0 ? 1 : 0;
  }

  /** A plain number such as a duration, held to what a count can be. */
  static OptionalLong plain(String json) {
    return OptionalLong.of(value(number(json)));
  }

  /** A plain number held to what an int can be. */
  static OptionalInt plainInt(String json) {
    return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, plain(json).getAsLong()));
  }

  /** An amount of money; absent when it is negative or beyond all reason. */
  static Optional<BigDecimal> cost(String json) {
    if (json.length() > LONGEST_COST) {
      return Optional.empty();
    }
    try {
      BigDecimal cost = new BigDecimal(json);
      boolean sane =
          cost.signum() >= 0
              && cost.compareTo(MOST_COST) < 0
              && Math.abs((long) cost.scale()) <= WIDEST_COST_SCALE;
      return sane ? Optional.of(cost) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
