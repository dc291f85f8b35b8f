package dev.tokenlake.pricing.book;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Columns of a price table, in the order the bundled one writes them. */
enum PriceField {
  MODEL,
  FROM,
  TO,
  INPUT,
  OUTPUT,
  CACHE_WRITE_5M,
  CACHE_WRITE_1H,
  CACHE_READ,
  LONG_CONTEXT_ABOVE,
  LONG_CONTEXT_INPUT,
  LONG_CONTEXT_OUTPUT,
  LONG_CONTEXT_CACHE_WRITE_5M,
  LONG_CONTEXT_CACHE_WRITE_1H,
  LONG_CONTEXT_CACHE_READ,
  FAST,
  FAST_LONG_CONTEXT,
  BATCH,
  US,
  REGIONAL,
  US_GOV,
  WEB_SEARCH,
  CONTEXT_WINDOW,
  CONFIDENCE,
  CHECKED_ON,
  SOURCE,
  NOTE,
  ALIASES;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> columns() {
    return Arrays.stream(values()).map(PriceField::column).toList();
  }
}
