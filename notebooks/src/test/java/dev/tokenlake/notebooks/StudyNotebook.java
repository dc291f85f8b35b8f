package dev.tokenlake.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.show.StoredTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What {@code 10_the_study.ipynb} shows, held against the tables it says it comes from. */
final class StudyNotebook {

  static final String FILE = "10_the_study.ipynb";

  static final int FIGURES = 5;

  private record Column(String stored, Writing writing) {}

  private static final Map<String, Column> COLUMNS =
      Map.ofEntries(
          Map.entry("phase", new Column("phase", Writing.TEXT)),
          Map.entry("model", new Column("model", Writing.TEXT)),
          Map.entry("week", new Column("week_start", Writing.TEXT)),
          Map.entry("ISO week", new Column("iso_week", Writing.TEXT)),
          Map.entry("first day", new Column("first_day", Writing.TEXT)),
          Map.entry("last day", new Column("last_day", Writing.TEXT)),
          Map.entry("weeks", new Column("weeks", Writing.COUNT)),
          Map.entry("session files", new Column("session_files", Writing.COUNT)),
          Map.entry("sessions", new Column("sessions", Writing.COUNT)),
          Map.entry("responses", new Column("responses", Writing.COUNT)),
          Map.entry("input", new Column("input_tokens", Writing.SCALED)),
          Map.entry("output", new Column("output_tokens", Writing.SCALED)),
          Map.entry("cache reads", new Column("cache_read_tokens", Writing.SCALED)),
          Map.entry("cache %", new Column("cache_share", Writing.PERCENT)),
          Map.entry("cost (USD)", new Column("cost_usd", Writing.HUNDREDTHS)),
          Map.entry("commits", new Column("commits", Writing.COUNT)));

  private static final Map<String, Column> TOTALS =
      Map.ofEntries(
          Map.entry("session files", new Column("session_files", Writing.COUNT)),
          Map.entry("sessions with a response", new Column("sessions", Writing.COUNT)),
          Map.entry("responses", new Column("responses", Writing.COUNT)),
          Map.entry("input tokens", new Column("input_tokens", Writing.COUNT)),
          Map.entry("output tokens", new Column("output_tokens", Writing.COUNT)),
          Map.entry("cache write tokens", new Column("cache_write_tokens", Writing.COUNT)),
          Map.entry("cache read tokens", new Column("cache_read_tokens", Writing.COUNT)),
          Map.entry("all tokens", new Column("total_tokens", Writing.COUNT)),
          Map.entry(
              "cache reads, % of all tokens", new Column("cache_share", Writing.FINE_PERCENT)),
          Map.entry(
              "cache reads per input token", new Column("read_per_input", Writing.HUNDREDTHS)),
          Map.entry(
              "cache reads per input or output token",
              new Column("read_per_fresh", Writing.HUNDREDTHS)),
          Map.entry("cost, USD", new Column("cost_usd", Writing.HUNDREDTHS)),
          Map.entry("responses without a price", new Column("unpriced_responses", Writing.COUNT)));

  private final ExecutedNotebook notebook;
  private final Function<String, StoredTable> tables;

  StudyNotebook(ExecutedNotebook notebook, Lake lake) {
    this.notebook = notebook;
    this.tables = lake::table;
  }

  ShownTable table(String cell) {
    return notebook.table(cell);
  }

  /** The value of one of the totals, as written. */
  String total(String figure) {
    ShownTable totals = notebook.table("totals");
    return totals.column("value").get(totals.column("figure").indexOf(figure));
  }

  void assertTotalsAreStored() {
    StoredTable stored = tables.apply("totals");
    assertThat(notebook.table("totals").column("figure"))
        .containsExactlyInAnyOrderElementsOf(TOTALS.keySet());
    TOTALS.forEach(
        (figure, column) ->
            assertThat(total(figure))
                .as(figure)
                .isEqualTo(column.writing().text(cells(stored, column).get(0), "")));
  }

  /** Every column of the table that a cell shows has the values, and the order, of a table. */
  void assertShows(String cell, String table) {
    ShownTable shown = notebook.table(cell);
    StoredTable stored = tables.apply(table);
    assertThat(stored.rows()).as("rows of " + table).isNotEmpty();
    for (String head : shown.header()) {
      String name = COLUMNS.containsKey(head) ? head : head.replaceAll(" \\([kMB]\\)$", "");
      String unit = name.equals(head) ? "" : head.substring(head.length() - 2, head.length() - 1);
      assertThat(COLUMNS).as("columns that are known").containsKey(name);
      Column column = COLUMNS.get(name);
      List<String> expected = new ArrayList<>();
      cells(stored, column).forEach(value -> expected.add(column.writing().text(value, unit)));
      assertThat(shown.column(head)).as(cell + ": " + head).isEqualTo(expected);
    }
  }

  /** The answer names the share, the dates and the session files of the totals. */
  void assertAnswerIsThatOfTheTotals() {
    StoredTable stored = tables.apply("totals");
    assertThat(notebook.text("answer"))
        .startsWith("**" + text(stored, "cache_share", Writing.PERCENT) + "% of all tokens")
        .contains(text(stored, "session_files", Writing.COUNT) + " session files")
        .contains(text(stored, "cost_usd", Writing.HUNDREDTHS) + " USD")
        .contains(
            "*Data: %s to %s; tables written"
                .formatted(
                    text(stored, "first_day", Writing.TEXT),
                    text(stored, "last_day", Writing.TEXT)));
  }

  void assertFiguresAreDrawn() {
    assertThat(notebook.figures())
        .hasSize(FIGURES)
        .allSatisfy(
            png -> assertThat(png).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(5000));
  }

  private static String text(StoredTable stored, String column, Writing writing) {
    return writing.text(cells(stored, new Column(column, writing)).get(0), "");
  }

  private static List<Optional<Object>> cells(StoredTable stored, Column column) {
    int place = stored.names().indexOf(column.stored());
    assertThat(place).as("place of column %s", column.stored()).isNotNegative();
    return stored.rows().stream().map(row -> row.get(place)).toList();
  }
}
