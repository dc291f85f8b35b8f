package dev.tokenlake.notebooks;

import dev.tokenlake.jobs.show.StoredTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up the columns of numbers. */
final class Sums {

  private Sums() {}

  /** Column to sum, without columns that hold no number. */
  static Map<String, Double> of(StoredTable table) {
    Map<String, Double> sums = new TreeMap<>();
    for (List<Optional<Object>> row : table.rows()) {
      for (int i = 0; i < row.size(); i++) {
        if (row.get(i).orElse("") instanceof Number number) {
          sums.merge(table.names().get(i), number.doubleValue(), Double::sum);
        }
      }
    }
    return sums;
  }
}
