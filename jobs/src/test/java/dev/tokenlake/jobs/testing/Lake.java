package dev.tokenlake.jobs.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.show.StoredTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A lake as its readers see it. */
public record Lake(Path root) {

  /**
   * Runs a command that reads logs into it, in this process.
   *
   * @param archive labelled {@code m}
   * @param more options
   */
  public Ran run(String command, Path archive, Object... more) {
    Stream<Object> args =
        Stream.of(command, "--archive", "m=" + archive, "--lake", root, "--quiet");
    return Ran.here(Stream.concat(args, Stream.of(more)).toArray());
  }

  /** A row of a table. */
  public record TableRow(Map<String, Optional<Object>> cells) {
    /** Cell of a column; absent for null. */
    public Optional<Object> at(String column) {
      return Objects.requireNonNull(cells.get(column), column);
    }

    /** Cell of a column that holds counts and has no nulls. */
    public long count(String column) {
      return (Long) at(column).orElseThrow();
    }

    /** Cell of a column as text; {@code -} for null. */
    public String text(String column) {
      return at(column).map(Object::toString).orElse("-");
    }
  }

  /** Rows of a published table, in order. */
  public List<TableRow> rows(String table) {
    StoredTable stored = StoredTable.read(new LakeLayout(root), table);
    List<TableRow> rows = new ArrayList<>();
    for (List<Optional<Object>> cells : stored.rows()) {
      Map<String, Optional<Object>> row = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        row.put(stored.names().get(i), cells.get(i));
      }
      rows.add(new TableRow(row));
    }
    return rows;
  }

  /** Sum of a column of counts. */
  public long sum(String table, String column) {
    return rows(table).stream().mapToLong(row -> row.count(column)).sum();
  }

  /** What the latest run left about itself. */
  public JsonNode latestRun() {
    try (Stream<Path> files = Files.list(root.resolve("runs"))) {
      Path latest =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .max(Path::compareTo)
              .orElseThrow(() -> new AssertionError("No run in " + root));
      return new ObjectMapper().readTree(latest.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the runs of " + root, e);
    }
  }

  /** Digests of all tables, from the latest run. */
  public Map<String, String> digests() {
    Map<String, String> digests = new TreeMap<>();
    latestRun()
        .path("tables")
        .properties()
        .forEach(table -> digests.put(table.getKey(), table.getValue().path("sha256").asText()));
    return digests;
  }

  /** How many files of the tables the latest run took over from an earlier night. */
  public long takenOver() {
    return latestRun().path("files_taken_over").asLong();
  }

  /** Every regular file below, links followed, hidden ones too. */
  public List<Path> files() {
    try (Stream<Path> paths = Files.walk(root, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + root, e);
    }
  }
}
