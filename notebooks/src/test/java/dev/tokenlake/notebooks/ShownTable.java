package dev.tokenlake.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as its reader sees it.
 *
 * @param caption the line over it
 * @param header names of the columns, with their units
 * @param rows texts of the cells
 */
record ShownTable(String caption, List<String> header, List<List<String>> rows) {

  private static final Pattern CAPTION = Pattern.compile("(?s)<caption>(.*?)</caption>");
  private static final Pattern ROW = Pattern.compile("(?s)<tr>(.*?)</tr>");
  private static final Pattern CELL = Pattern.compile("(?s)<t[hd][^>]*>(.*?)</t[hd]>");

  static ShownTable ofHtml(String html) {
    List<List<String>> rows = new ArrayList<>();
    for (Matcher row = ROW.matcher(html); row.find(); ) {
      List<String> cells = new ArrayList<>();
      for (Matcher cell = CELL.matcher(row.group(1)); cell.find(); ) {
        cells.add(cell.group(1).strip());
      }
      rows.add(List.copyOf(cells));
    }
    Matcher caption = CAPTION.matcher(html);
    return new ShownTable(
        caption.find() ? caption.group(1) : "", rows.get(0), rows.subList(1, rows.size()));
  }

  /** The cells below a name of the header. */
  List<String> column(String name) {
    int place = header.indexOf(name);
    if (place < 0) {
      throw new AssertionError("No column %s; there are %s".formatted(name, header));
    }
    return rows.stream().map(row -> row.get(place)).toList();
  }
}
