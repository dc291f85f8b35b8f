package dev.tokenlake.pricing.book;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;

/** Writes rows as {@link PriceBookLoader} reads them; aliases are left empty. */
public final class PriceRowWriter {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /** A price table with a header and these rows, in this order. */
  public String write(List<PriceRow> rows) {
    StringBuilder table = new StringBuilder(line(PriceField.columns()));
    rows.forEach(row -> table.append(line(fields(row))));
    return table.toString();
  }

  private static String line(List<String> fields) {
    return FORMAT.format(fields.toArray()) + "\n";
  }

  private static List<String> fields(PriceRow row) {
    List<String> fields = new ArrayList<>();
    fields.add(row.modelId());
    fields.add(row.from().map(PriceRowWriter::day).orElse(""));
    fields.add(row.to().map(PriceRowWriter::day).orElse(""));
    addCard(fields, Optional.of(row.rates()));
    fields.add(row.longContext().map(card -> Long.toString(card.threshold())).orElse(""));
    addCard(fields, row.longContext().map(LongContext::rates));
    Multipliers multipliers = row.multipliers();
    fields.add(multipliers.fast().map(PriceRowWriter::plain).orElse(""));
    fields.add(
        multipliers.fastLongContext() == FastLongContext.WAIVED
            ? FastLongContext.WAIVED.name().toLowerCase(Locale.ROOT)
            : "");
    fields.add(multipliers.batch().map(PriceRowWriter::plain).orElse(""));
    fields.add(premium(multipliers.us()));
    fields.add(premium(multipliers.regional()));
    fields.add(premium(multipliers.usGov()));
    fields.add(rate(row.webSearchUsd()));
    fields.add(row.contextWindow().map(String::valueOf).orElse(""));
    fields.add(row.confidence().name().toLowerCase(Locale.ROOT));
    fields.add(row.checkedOn().toString());
    fields.add(row.source());
    fields.add(row.provenance().note());
    fields.add("");
    return fields;
  }

  private static void addCard(List<String> fields, Optional<Rates> card) {
    fields.add(rate(card.map(Rates::input)));
    fields.add(rate(card.map(Rates::output)));
    fields.add(rate(card.flatMap(Rates::cacheWrite5m)));
    fields.add(rate(card.flatMap(Rates::cacheWrite1h)));
    fields.add(rate(card.flatMap(Rates::cacheRead)));
  }

  private static String rate(Optional<BigDecimal> rate) {
    return rate.map(value -> value.signum() == 0 ? "free" : plain(value)).orElse("");
  }

  private static String premium(BigDecimal factor) {
    return factor.compareTo(BigDecimal.ONE) == 0 ? "" : plain(factor);
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static String day(Instant instant) {
    ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
    boolean midnight = utc.toLocalTime().toSecondOfDay() == 0 && utc.getNano() == 0;
    return midnight ? utc.toLocalDate().toString() : instant.toString();
  }
}
