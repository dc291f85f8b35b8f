package dev.tokenlake.jobs.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps all rows that it takes. */
public final class RowKeeper implements RowTaker {
  private final List<String> names = new ArrayList<>();
  private final List<List<Optional<Object>>> rows = new ArrayList<>();

  @Override
  public void begin(List<String> columns) {
    names.addAll(columns);
  }

  @Override
  public void row(List<Optional<Object>> cells) {
    rows.add(cells);
  }

  /** What it has taken. */
  public ParquetRows rows() {
    return new ParquetRows(names, rows);
  }
}
