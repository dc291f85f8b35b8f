package dev.tokenlake.jobs.study;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The study's tables, digit by digit as published. */
public final class StudyTables {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private StudyTables() {}

  /**
   * A row of {@code weekly.csv}.
   *
   * @param outputMillions output tokens, two decimals
   * @param cacheReadBillions two decimals
   * @param cachePct share of cache reads in all four kinds of tokens, one decimal
   */
  public record Week(
      String phase,
      LocalDate start,
      int sessions,
      BigDecimal outputMillions,
      BigDecimal cacheReadBillions,
      BigDecimal cachePct,
      int commits) {}

  /** A row of {@code models.csv}. */
  public record Model(
      String name,
      int messages,
      BigDecimal inputMillions,
      BigDecimal outputMillions,
      BigDecimal cacheReadBillions) {}

  /** In order of time. */
  public static List<Week> weeks() {
    return read("weekly.csv").stream()
        .map(
            row ->
                new Week(
                    row.get("phase"),
                    LocalDate.parse(row.get("week_start")),
                    Integer.parseInt(row.get("sessions")),
                    new BigDecimal(row.get("output_millions")),
                    new BigDecimal(row.get("cache_read_billions")),
                    new BigDecimal(row.get("cache_pct")),
                    Integer.parseInt(row.get("commits"))))
        .toList();
  }

  /** As published: most messages first. */
  public static List<Model> models() {
    return read("models.csv").stream()
        .map(
            row ->
                new Model(
                    row.get("model"),
                    Integer.parseInt(row.get("messages")),
                    new BigDecimal(row.get("input_millions")),
                    new BigDecimal(row.get("output_millions")),
                    new BigDecimal(row.get("cache_read_billions"))))
        .toList();
  }

  /** Metric to value, both as text. */
  public static Map<String, String> totals() {
    Map<String, String> totals = new LinkedHashMap<>();
    read("totals.csv").forEach(row -> totals.put(row.get("metric"), row.get("value")));
    return totals;
  }

  /** A total that is a count. */
  public static long total(String metric) {
    return Long.parseLong(Objects.requireNonNull(totals().get(metric), metric));
  }

  /** A total that is a day. */
  public static LocalDate day(String metric) {
    return LocalDate.parse(Objects.requireNonNull(totals().get(metric), metric));
  }

  private static List<CSVRecord> read(String name) {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(StudyTables.class.getResourceAsStream("/study/" + name), name),
            StandardCharsets.UTF_8)) {
      return FORMAT.parse(reader).getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }
}
