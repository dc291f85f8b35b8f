package dev.tokenlake.notebooks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a notebook writes a stored value. */
enum Writing {
  /** As it is. */
  TEXT,
  /** All digits, in groups of three. */
  COUNT,
  /** In the unit of its column, to two decimals. */
  SCALED,
  /** A fraction as percentage, to one decimal. */
  PERCENT,
  /** The same, to two decimals. */
  FINE_PERCENT,
  /** To two decimals. */
  HUNDREDTHS;

  private static final Map<String, Double> UNITS = Map.of("k", 1e3, "M", 1e6, "B", 1e9);

  /**
   * The text of a value.
   *
   * @param unit k, M, B or nothing
   */
  String text(Optional<Object> value, String unit) {
    if (value.isEmpty()) {
      return "–";
    }
    return switch (this) {
      case TEXT -> value.get().toString();
      case COUNT -> grouped(number(value.get()), 0);
      case SCALED ->
          unit.isEmpty()
              ? grouped(number(value.get()), 0)
              : grouped(number(value.get()) / UNITS.get(unit), 2);
      case PERCENT -> grouped(100 * number(value.get()), 1);
      case FINE_PERCENT -> grouped(100 * number(value.get()), 2);
      case HUNDREDTHS -> grouped(number(value.get()), 2);
    };
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  /** As Python does: the exact binary value, half to even. */
  private static String grouped(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }
}
