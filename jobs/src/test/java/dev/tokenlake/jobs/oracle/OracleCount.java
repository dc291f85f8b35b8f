package dev.tokenlake.jobs.oracle;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the naive counter made of an archive.
 *
 * @param rules tokens by counting rule of other tools and by month
 * @param rows every row, in no meaningful order
 * @param files files read
 * @param lines lines ended by a newline, and unterminated last ones that are a whole object
 * @param badLines lines nothing could be taken from
 * @param salvagedLines damaged lines something could be taken from
 * @param unfinishedLines unterminated last lines that are no whole object; not among {@code lines}
 * @param syntheticLines assistant records that the client made up itself
 * @param nullUsageLines other assistant records without a usage object
 */
public record OracleCount(
    List<OracleRow> rows,
    Map<String, Map<Optional<YearMonth>, OracleTokens>> rules,
    long files,
    long lines,
    long badLines,
    long salvagedLines,
    long unfinishedLines,
    long syntheticLines,
    long nullUsageLines) {

  public OracleCount {
    rows = List.copyOf(rows);
  }

  /** A model on a day; no day when no copy of the response has a timestamp. */
  public record ModelDay(String model, Optional<LocalDate> day) implements Comparable<ModelDay> {
    private static final Comparator<ModelDay> ORDER =
        Comparator.comparing(ModelDay::model)
            .thenComparing(ModelDay::day, Comparator.comparing(day -> day.orElse(LocalDate.MIN)));

    @Override
    public int compareTo(ModelDay other) {
      return ORDER.compare(this, other);
    }
  }

  public OracleTally totals() {
    return rows.stream().map(OracleTally::of).reduce(OracleTally.NONE, OracleTally::plus);
  }

  /** By model as logged. */
  public SortedMap<String, OracleTally> perModel() {
    return by(OracleRow::model);
  }

  public SortedMap<String, OracleTally> perCallKind() {
    return by(OracleRow::callKind);
  }

  /** By day in UTC, without the rows that have none. */
  public SortedMap<LocalDate, OracleTally> perDay() {
    TreeMap<LocalDate, OracleTally> days = new TreeMap<>();
    for (Map.Entry<ModelDay, OracleTally> entry : perModelAndDay().entrySet()) {
      entry.getKey().day().ifPresent(day -> days.merge(day, entry.getValue(), OracleTally::plus));
    }
    return days;
  }

  public SortedMap<ModelDay, OracleTally> perModelAndDay() {
    return by(row -> new ModelDay(row.model(), row.day()));
  }

  private <K extends Comparable<K>> SortedMap<K, OracleTally> by(Function<OracleRow, K> group) {
    TreeMap<K, OracleTally> tallies = new TreeMap<>();
    for (OracleRow row : rows) {
      tallies.merge(group.apply(row), OracleTally.of(row), OracleTally::plus);
    }
    return tallies;
  }
}
