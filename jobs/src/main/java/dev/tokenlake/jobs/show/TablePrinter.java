package dev.tokenlake.jobs.show;

import dev.tokenlake.jobs.store.RowKeeper;
import dev.tokenlake.jobs.store.RowTaker;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints a table in one of the formats. */
public final class TablePrinter {
  private final Format format;

  public TablePrinter(Format format) {
    this.format = format;
  }

  /** Where rows come from. */
  @FunctionalInterface
  public interface Rows {
    /** Tells all rows. */
    void tell(RowTaker taker) throws IOException;
  }

  /** Prints the whole table in UTF-8, whatever the locale; {@code out} stays open. */
  public void print(StoredTable table, OutputStream out) {
    print(table::tell, out);
  }

  /**
   * Prints rows in UTF-8, whatever the locale; {@code out} stays open. Formats for programs are
   * printed row by row, however many there are; for those that align columns all are kept.
   */
  public void print(Rows rows, OutputStream out) {
    PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
    try {
      switch (format) {
        case TABLE -> aligned(kept(rows), writer);
        case MD -> markdown(kept(rows), writer);
        case CSV -> rows.tell(new CsvRows(writer));
        case JSON -> {
          try (JsonRows json = new JsonRows(writer)) {
            rows.tell(json);
            json.end();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot print", e);
    }
    writer.flush();
  }

  private static StoredTable kept(Rows rows) throws IOException {
    RowKeeper keeper = new RowKeeper();
    rows.tell(keeper);
    return StoredTable.of(keeper.rows());
  }

  private static void aligned(StoredTable table, PrintWriter out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.names());
    table.rows().forEach(row -> lines.add(shown(table, row)));
    int columns = table.names().size();
    int[] widths = new int[columns];
    boolean[] text = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      int column = i;
      widths[i] = lines.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
      text[i] = isText(table, i);
    }
    for (List<String> line : lines) {
      StringBuilder printed = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String pad = " ".repeat(widths[i] - line.get(i).length());
        printed.append(text[i] ? line.get(i) + pad : pad + line.get(i)).append("  ");
      }
      out.println(printed.toString().stripTrailing());
    }
  }

  private static void markdown(StoredTable table, PrintWriter out) {
    out.println("| " + String.join(" | ", table.names()) + " |");
    out.println(
        java.util.stream.IntStream.range(0, table.names().size())
            .mapToObj(i -> isText(table, i) ? "---" : "---:")
            .collect(Collectors.joining(" | ", "| ", " |")));
    for (List<Optional<Object>> row : table.rows()) {
      out.println(
          shown(table, row).stream()
              .map(TablePrinter::asMarkdown)
              .collect(Collectors.joining(" | ", "| ", " |")));
    }
  }

  /**
   * A text that Markdown shows as it is; the backslash comes first, as the others are given one.
   */
  private static String asMarkdown(String cell) {
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;");
  }

  private static List<String> shown(StoredTable table, List<Optional<Object>> row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      String name = table.names().get(i);
      cells.add(row.get(i).map(cell -> readable(name, cell)).orElse("-"));
    }
    return cells;
  }

  private static String readable(String column, Object cell) {
    if (cell instanceof Double number) {
      if (column.endsWith("_usd") || column.startsWith("read_per") || column.endsWith("_minutes")) {
        return String.format(Locale.ROOT, "%,.2f", number);
      }
      return column.endsWith("_tokens")
          ? String.format(Locale.ROOT, "%,.0f", number)
          : String.format(Locale.ROOT, "%.4f", number);
    }
    if (cell instanceof Long number) {
      return String.format(Locale.ROOT, "%,d", number);
    }
    // Names come from logs: nothing in them may move the cursor of a terminal or turn its writing.
    return cell.toString().replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }

  private static boolean isText(StoredTable table, int column) {
    return table.rows().stream()
        .flatMap(row -> row.get(column).stream())
        .noneMatch(Number.class::isInstance);
  }
}
