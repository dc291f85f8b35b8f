package dev.tokenlake.jobs.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes the rows of a table one by one as they are read: {@code begin}, then rows in order. */
public interface RowTaker {
  /**
   * The table starts.
   *
   * @param names of the columns
   */
  void begin(List<String> names) throws IOException;

  /**
   * The next row.
   *
   * @param cells in the order of the columns; an absent cell is a null
   */
  void row(List<Optional<Object>> cells) throws IOException;
}
