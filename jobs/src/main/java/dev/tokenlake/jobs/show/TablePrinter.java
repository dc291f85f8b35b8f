package dev.tokenlake.jobs.show;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Prints a table in one of the formats. */
public final class TablePrinter {
  private final Format format;

  public TablePrinter(Format format) {
    this.format = format;
  }

  /** Prints the whole table in UTF-8, whatever the locale; {@code out} stays open. */
  public void print(StoredTable table, OutputStream out) {
    PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
    print(table, writer);
    writer.flush();
  }

  /** Prints the whole table; the caller flushes. */
  public void print(StoredTable table, PrintWriter out) {
    try {
      switch (format) {
        case TABLE -> aligned(table, out);
        case MD -> markdown(table, out);
        case CSV -> csv(table, out);
        case JSON -> json(table, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot print", e);
    }
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

  private static void csv(StoredTable table, PrintWriter out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    printer.printRecord(table.names());
    for (List<Optional<Object>> row : table.rows()) {
      printer.printRecord(row.stream().map(TablePrinter::harmless).toList());
    }
  }

  /** A text that a spreadsheet would run as a formula gets a quote in front. */
  private static String harmless(Optional<Object> cell) {
    if (cell.isPresent() && cell.get() instanceof String text && !text.isEmpty()) {
      return "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
    return cell.map(TablePrinter::exact).orElse("");
  }

  private static void json(StoredTable table, PrintWriter out) throws IOException {
    JsonGenerator json = new JsonMapper().getFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.useDefaultPrettyPrinter();
    json.writeStartArray();
    for (List<Optional<Object>> row : table.rows()) {
      json.writeStartObject();
      for (int i = 0; i < row.size(); i++) {
        json.writeFieldName(table.names().get(i));
        Object cell = row.get(i).orElse(null);
        if (cell instanceof Number || cell instanceof Boolean || cell == null) {
          json.writePOJO(cell);
        } else {
          json.writeString(cell.toString());
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.flush();
    out.println();
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

  /** A double without an exponent, so that every reader of CSV takes it for a number. */
  private static String exact(Object cell) {
    return cell instanceof Double number
        ? new java.math.BigDecimal(number.toString()).toPlainString()
        : cell.toString();
  }

  private static boolean isText(StoredTable table, int column) {
    return table.rows().stream()
        .flatMap(row -> row.get(column).stream())
        .noneMatch(Number.class::isInstance);
  }
}
