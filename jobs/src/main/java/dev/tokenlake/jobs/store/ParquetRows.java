package dev.tokenlake.jobs.store;

import java.util.List;
import java.util.Optional;

/**
 * Rows of flat Parquet files in memory.
 *
 * @param names of the columns
 * @param rows cells in the order of the columns; an absent cell is a null
 */
public record ParquetRows(List<String> names, List<List<Optional<Object>>> rows) {
  public ParquetRows {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
  }
}
