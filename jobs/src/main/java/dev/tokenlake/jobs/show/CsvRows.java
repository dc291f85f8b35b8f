package dev.tokenlake.jobs.show;

import dev.tokenlake.jobs.store.RowTaker;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Prints rows as CSV, exactly. */
final class CsvRows implements RowTaker {
  private final CSVPrinter printer;

  CsvRows(PrintWriter out) throws IOException {
    printer = new CSVPrinter(out, CSVFormat.RFC4180);
  }

  @Override
  public void begin(List<String> names) throws IOException {
    printer.printRecord(names);
  }

  @Override
  public void row(List<Optional<Object>> cells) throws IOException {
    printer.printRecord(cells.stream().map(CsvRows::harmless).toList());
  }

  /** A text that a spreadsheet would run as a formula gets a quote in front. */
  private static String harmless(Optional<Object> cell) {
    if (cell.isPresent() && cell.get() instanceof String text && !text.isEmpty()) {
      return "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
    return cell.map(CsvRows::exact).orElse("");
  }

  /** A double without an exponent, so that every reader of CSV takes it for a number. */
  private static String exact(Object cell) {
    return cell instanceof Double number
        ? new BigDecimal(number.toString()).toPlainString()
        : cell.toString();
  }
}
