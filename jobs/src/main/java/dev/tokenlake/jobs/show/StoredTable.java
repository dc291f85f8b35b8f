package dev.tokenlake.jobs.show;

import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.ParquetFiles;
import dev.tokenlake.jobs.store.ParquetRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
   * @throws IllegalArgumentException when the lake has no such table
   */
  public static StoredTable read(LakeLayout lake, String table) {
    Place folder =
        new Generations(lake)
            .tables()
            .map(tables -> tables.resolve(table))
            .filter(Place::isFolder)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No table %s in %s".formatted(table, lake.root())));
    try {
      ParquetRows read = ParquetFiles.read(folder.children());
      return new StoredTable(read.names(), read.rows());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read table " + table, e);
    }
  }

  /**
   * Only these columns, in this order.
   *
   * @throws IllegalArgumentException when one does not exist
   */
  public StoredTable columns(List<String> wanted) {
    List<Integer> places = new ArrayList<>();
    for (String name : wanted) {
      int place = names.indexOf(name);
      if (place < 0) {
        throw new IllegalArgumentException(
            "No column %s; there are %s".formatted(name, String.join(", ", names)));
      }
      places.add(place);
    }
    return new StoredTable(
        wanted, rows.stream().map(row -> places.stream().map(row::get).toList()).toList());
  }

  /** Only the first rows. */
  public StoredTable first(int count) {
    return new StoredTable(names, rows.subList(0, Math.min(count, rows.size())));
  }
}
