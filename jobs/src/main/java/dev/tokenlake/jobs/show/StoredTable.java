package dev.tokenlake.jobs.show;

import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.ParquetFiles;
import dev.tokenlake.jobs.store.ParquetRows;
import dev.tokenlake.jobs.store.RowKeeper;
import dev.tokenlake.jobs.store.RowTaker;
import dev.tokenlake.jobs.store.UnknownNameException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A published table in memory.
 *
 * @param names of the columns
 * @param rows cells in the order of the columns; an absent cell is a null of the table
 */
public record StoredTable(List<String> names, List<List<Optional<Object>>> rows) {
  public StoredTable {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a table of the published generation. All of it comes from one generation, even when a run
   * publishes another meanwhile.
   *
   * @throws UnknownNameException when the lake has no such table
   */
  public static StoredTable read(LakeLayout lake, String table) {
    return read(lake, table, List.of(), Long.MAX_VALUE);
  }

  /** The same of some columns and the first rows. */
  public static StoredTable read(LakeLayout lake, String table, List<String> columns, long most) {
    RowKeeper keeper = new RowKeeper();
    read(lake, table, columns, most, keeper);
    return of(keeper.rows());
  }

  /** What was read of one. */
  static StoredTable of(ParquetRows read) {
    return new StoredTable(read.names(), read.rows());
  }

  /**
   * Tells the first rows of such a table without keeping them.
   *
   * @param columns only these, in this order; none for all
   * @param most rows at most
   * @throws UnknownNameException when the lake has no such table, or the table no such column;
   *     nothing was told then
   */
  public static void read(
      LakeLayout lake, String table, List<String> columns, long most, RowTaker taker) {
    Place folder =
        new Generations(lake)
            .tables()
            .map(tables -> tables.resolve(table))
            .filter(Place::isFolder)
            .orElseThrow(
                () -> new UnknownNameException("No table %s in %s".formatted(table, lake.root())));
    try {
      ParquetFiles.read(folder.parquetFiles(), columns, most, taker);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read table %s; verify says what is damaged. %s".formatted(table, e.getMessage()),
          e);
    }
  }

  /** Tells all rows. */
  void tell(RowTaker taker) throws IOException {
    taker.begin(names);
    for (List<Optional<Object>> row : rows) {
      taker.row(row);
    }
  }
}
