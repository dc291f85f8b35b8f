package dev.tokenlake.pricing.book;

import static dev.tokenlake.pricing.book.PriceField.BATCH;
import static dev.tokenlake.pricing.book.PriceField.CACHE_READ;
import static dev.tokenlake.pricing.book.PriceField.CACHE_WRITE_1H;
import static dev.tokenlake.pricing.book.PriceField.CACHE_WRITE_5M;
import static dev.tokenlake.pricing.book.PriceField.CHECKED_ON;
import static dev.tokenlake.pricing.book.PriceField.CONFIDENCE;
import static dev.tokenlake.pricing.book.PriceField.CONTEXT_WINDOW;
import static dev.tokenlake.pricing.book.PriceField.FAST;
import static dev.tokenlake.pricing.book.PriceField.FAST_LONG_CONTEXT;
import static dev.tokenlake.pricing.book.PriceField.FROM;
import static dev.tokenlake.pricing.book.PriceField.INPUT;
import static dev.tokenlake.pricing.book.PriceField.LONG_CONTEXT_ABOVE;
import static dev.tokenlake.pricing.book.PriceField.LONG_CONTEXT_CACHE_READ;
import static dev.tokenlake.pricing.book.PriceField.LONG_CONTEXT_CACHE_WRITE_1H;
import static dev.tokenlake.pricing.book.PriceField.LONG_CONTEXT_CACHE_WRITE_5M;
import static dev.tokenlake.pricing.book.PriceField.LONG_CONTEXT_INPUT;
import static dev.tokenlake.pricing.book.PriceField.LONG_CONTEXT_OUTPUT;
import static dev.tokenlake.pricing.book.PriceField.MODEL;
import static dev.tokenlake.pricing.book.PriceField.NOTE;
import static dev.tokenlake.pricing.book.PriceField.OUTPUT;
import static dev.tokenlake.pricing.book.PriceField.REGIONAL;
import static dev.tokenlake.pricing.book.PriceField.SOURCE;
import static dev.tokenlake.pricing.book.PriceField.TO;
import static dev.tokenlake.pricing.book.PriceField.US;
import static dev.tokenlake.pricing.book.PriceField.US_GOV;
import static dev.tokenlake.pricing.book.PriceField.WEB_SEARCH;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one price row from named fields: the columns of {@code prices.csv}, or the same names in a
 * configuration file.
 *
 * <p>A missing or empty field means unknown, or, for a multiplier of place, no premium. A rate that
 * is really nothing is written {@code free}: a bare 0 is refused, since it mostly stands for a
 * price that somebody did not know.
 */
public final class PriceRowParser {

  private static final String FREE = "free";

  /**
   * @param fields column name to text; absent and blank are the same
   * @throws IllegalArgumentException naming the field, if it is unknown or cannot be read, or if
   *     the row makes no sense
   */
  public PriceRow parse(Map<String, String> fields) {
    Set<String> unknown = new LinkedHashSet<>(fields.keySet());
    unknown.removeAll(PriceField.columns());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("Unknown field: " + String.join(", ", unknown));
    }
    return new PriceRow(
        required(fields, MODEL).toLowerCase(Locale.ROOT),
        text(fields, FROM).map(value -> instant(FROM, value)),
        text(fields, TO).map(value -> instant(TO, value)),
        rates(fields, INPUT, OUTPUT, CACHE_WRITE_5M, CACHE_WRITE_1H, CACHE_READ),
        longContext(fields),
        multipliers(fields),
        rate(fields, WEB_SEARCH),
        text(fields, CONTEXT_WINDOW).map(value -> tokens(CONTEXT_WINDOW, value)),
        provenance(fields));
  }

  private static Rates rates(
      Map<String, String> fields,
      PriceField input,
      PriceField output,
      PriceField write5m,
      PriceField write1h,
      PriceField read) {
    return new Rates(
        rate(fields, input).orElseThrow(() -> missing(input)),
        rate(fields, output).orElseThrow(() -> missing(output)),
        rate(fields, write5m),
        rate(fields, write1h),
        rate(fields, read));
  }

  private static Optional<LongContext> longContext(Map<String, String> fields) {
    Optional<String> threshold = text(fields, LONG_CONTEXT_ABOVE);
    if (threshold.isEmpty()) {
      for (PriceField field : PriceField.values()) {
        if (field.column().startsWith("long_context_") && text(fields, field).isPresent()) {
          throw new IllegalArgumentException(
              field.column() + " without " + LONG_CONTEXT_ABOVE.column());
        }
      }
      return Optional.empty();
    }
    Rates card =
        rates(
            fields,
            LONG_CONTEXT_INPUT,
            LONG_CONTEXT_OUTPUT,
            LONG_CONTEXT_CACHE_WRITE_5M,
            LONG_CONTEXT_CACHE_WRITE_1H,
            LONG_CONTEXT_CACHE_READ);
    return Optional.of(new LongContext(tokens(LONG_CONTEXT_ABOVE, threshold.get()), card));
  }

  private static Multipliers multipliers(Map<String, String> fields) {
    return new Multipliers(
        factor(fields, FAST),
        text(fields, FAST_LONG_CONTEXT)
            .map(value -> choice(FastLongContext.class, FAST_LONG_CONTEXT, value))
            .orElse(FastLongContext.STACKS),
        factor(fields, BATCH),
        factor(fields, US).orElse(BigDecimal.ONE),
        factor(fields, REGIONAL).orElse(BigDecimal.ONE),
        factor(fields, US_GOV).orElse(BigDecimal.ONE));
  }

  private static Provenance provenance(Map<String, String> fields) {
    return new Provenance(
        required(fields, SOURCE),
        date(CHECKED_ON, required(fields, CHECKED_ON)),
        choice(Confidence.class, CONFIDENCE, required(fields, CONFIDENCE)),
        text(fields, NOTE).orElse(""));
  }

  private static Optional<String> text(Map<String, String> fields, PriceField field) {
    return Optional.ofNullable(fields.get(field.column()))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static String required(Map<String, String> fields, PriceField field) {
    return text(fields, field).orElseThrow(() -> missing(field));
  }

  private static IllegalArgumentException missing(PriceField field) {
    return new IllegalArgumentException("Missing " + field.column());
  }

  private static Optional<BigDecimal> rate(Map<String, String> fields, PriceField field) {
    return text(fields, field)
        .map(
            value -> {
              if (value.equalsIgnoreCase(FREE)) {
                return BigDecimal.ZERO;
              }
              BigDecimal rate = decimal(field, value);
              if (rate.signum() == 0) {
                throw new IllegalArgumentException(
                    field.column() + " is 0: write 'free', or leave it empty if it is not known");
              }
              return rate;
            });
  }

  private static Optional<BigDecimal> factor(Map<String, String> fields, PriceField field) {
    return text(fields, field).map(value -> decimal(field, value));
  }

  private static BigDecimal decimal(PriceField field, String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Not a number in " + field.column() + ": " + value, e);
    }
  }

  private static long tokens(PriceField field, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Not a whole number in " + field.column() + ": " + value, e);
    }
  }

  private static LocalDate date(PriceField field, String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Not a date in " + field.column() + ": " + value, e);
    }
  }

  /** A date means its midnight in UTC; vendors publish days, seldom hours. */
  private static Instant instant(PriceField field, String value) {
    if (value.indexOf('T') < 0) {
      return date(field, value).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Not an instant in " + field.column() + ": " + value, e);
    }
  }

  private static <E extends Enum<E>> E choice(Class<E> type, PriceField field, String value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("Unknown " + field.column() + ": " + value);
  }
}
