package dev.tokenlake.jobs.show;

import dev.tokenlake.pricing.book.LongContext;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.book.Rates;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Price rows as a table to print. Rates are text, so that no format rounds them. */
public final class PriceTable {
  private static final List<String> COLUMNS =
      List.of(
          "model",
          "from",
          "to",
          "input",
          "output",
          "cache_write_5m",
          "cache_write_1h",
          "cache_read",
          "long_context_above",
          "long_context_input",
          "long_context_output",
          "long_context_cache_write_5m",
          "long_context_cache_write_1h",
          "long_context_cache_read",
          "fast",
          "batch",
          "us",
          "regional",
          "us_gov",
          "web_search",
          "context_window",
          "confidence",
          "checked_on",
          "source",
          "note");

  private PriceTable() {}

  /** One row each, in this order; what is not known is absent. */
  public static StoredTable of(List<PriceRow> rows) {
    return new StoredTable(COLUMNS, rows.stream().map(PriceTable::cells).toList());
  }

  private static List<Optional<Object>> cells(PriceRow row) {
    Optional<LongContext> card = row.longContext();
    List<Optional<Object>> cells = new ArrayList<>();
    cells.add(Optional.of(row.modelId()));
    cells.add(row.from().map(PriceTable::day));
    cells.add(row.to().map(PriceTable::day));
    addRates(cells, Optional.of(row.rates()));
    cells.add(card.map(LongContext::threshold));
    addRates(cells, card.map(LongContext::rates));
    cells.add(row.multipliers().fast().map(PriceTable::plain));
    cells.add(row.multipliers().batch().map(PriceTable::plain));
    cells.add(Optional.of(plain(row.multipliers().us())));
    cells.add(Optional.of(plain(row.multipliers().regional())));
    cells.add(Optional.of(plain(row.multipliers().usGov())));
    cells.add(row.webSearchUsd().map(PriceTable::plain));
    cells.add(row.contextWindow().map(tokens -> tokens));
    cells.add(Optional.of(row.confidence().name().toLowerCase(Locale.ROOT)));
    cells.add(Optional.of(row.checkedOn().toString()));
    cells.add(Optional.of(row.source()));
    cells.add(Optional.of(row.provenance().note()).filter(note -> !note.isEmpty()).map(n -> n));
    return cells;
  }

  private static void addRates(List<Optional<Object>> cells, Optional<Rates> rates) {
    cells.add(rates.map(Rates::input).map(PriceTable::plain));
    cells.add(rates.map(Rates::output).map(PriceTable::plain));
    cells.add(rates.flatMap(Rates::cacheWrite5m).map(PriceTable::plain));
    cells.add(rates.flatMap(Rates::cacheWrite1h).map(PriceTable::plain));
    cells.add(rates.flatMap(Rates::cacheRead).map(PriceTable::plain));
  }

  private static Object plain(BigDecimal value) {
    return value.signum() == 0 ? "free" : value.stripTrailingZeros().toPlainString();
  }

  /** A day where the period begins with one, as most do. */
  private static Object day(Instant instant) {
    ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
    return utc.toLocalTime().equals(LocalTime.MIDNIGHT) ? utc.toLocalDate() : instant;
  }
}
