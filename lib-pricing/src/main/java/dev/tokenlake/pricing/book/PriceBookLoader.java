package dev.tokenlake.pricing.book;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a price table in CSV.
 *
 * <pre>
 * model,from,to,input,output,cache_write_5m,cache_write_1h,cache_read,...,source,note,aliases
 * claude-haiku-4-5,2025-10-15,,1,5,1.25,2,0.1,...,pricing page,,
 * </pre>
 *
 * <p>Every column must be there, in any order, and no other; rows of one model stand in order of
 * time. Refused, with file and line: rows that {@link PriceRowParser} refuses, two rows of one
 * model that begin together or overlap, a gap inside a model's life, an alias of two models.
 */
public final class PriceBookLoader {

  private static final String BUNDLED = "/dev/tokenlake/pricing/prices.csv";

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final PriceRowParser parser = new PriceRowParser();

  /**
   * @throws PriceBookException if the table must not be used
   */
  public PriceBook load(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return load(file.toString(), reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read price table: " + file, e);
    }
  }

  /**
   * @param name what messages call the table
   * @throws PriceBookException if the table must not be used
   */
  public PriceBook load(String name, Reader table) {
    List<Line> lines = lines(name, table);
    Map<String, String> aliases = new HashMap<>();
    List<PriceRow> rows = new ArrayList<>();
    Map<String, Line> last = new HashMap<>();
    for (Line line : lines) {
      Line before = last.put(line.row().modelId(), line);
      if (before != null) {
        refuseBrokenPeriod(name, before, line);
      }
      rows.add(line.row());
      for (String alias : line.aliases()) {
        String other = aliases.put(alias, line.row().modelId());
        if (other != null && !other.equals(line.row().modelId())) {
          throw new PriceBookException(
              at(name, line.number()) + "Alias of two models: " + alias + ", also " + other);
        }
      }
    }
    return PriceBook.of(rows, aliases);
  }

  PriceBook loadBundled() {
    try (InputStream in = PriceBookLoader.class.getResourceAsStream(BUNDLED)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource: " + BUNDLED);
      }
      return load("prices.csv", new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource: " + BUNDLED, e);
    }
  }

  private List<Line> lines(String name, Reader table) {
    try (CSVParser csv = CSVParser.parse(table, FORMAT)) {
      refuseWrongColumns(name, csv.getHeaderNames());
      List<Line> lines = new ArrayList<>();
      for (CSVRecord record : csv) {
        lines.add(line(name, csv.getCurrentLineNumber(), record));
      }
      return lines;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new PriceBookException(name + ": not a CSV table: " + e.getMessage(), e);
    }
  }

  private Line line(String name, long number, CSVRecord record) {
    if (!record.isConsistent()) {
      throw new PriceBookException(at(name, number) + "Wrong number of columns");
    }
    try {
      Map<String, String> fields = record.toMap();
      String aliases = fields.get(PriceField.ALIASES.column()).strip().toLowerCase(Locale.ROOT);
      return new Line(
          number,
          parser.parse(fields),
          aliases.isEmpty() ? List.of() : List.of(aliases.split("\\s+")));
    } catch (IllegalArgumentException e) {
      throw new PriceBookException(at(name, number) + e.getMessage(), e);
    }
  }

  private static void refuseWrongColumns(String name, List<String> header) {
    Set<String> unknown = new LinkedHashSet<>(header);
    unknown.removeAll(PriceField.columns());
    Set<String> missing = new LinkedHashSet<>(PriceField.columns());
    missing.removeAll(header);
    if (!unknown.isEmpty()) {
      throw new PriceBookException(at(name, 1) + "Unknown column: " + String.join(", ", unknown));
    }
    if (!missing.isEmpty()) {
      throw new PriceBookException(at(name, 1) + "Missing column: " + String.join(", ", missing));
    }
  }

  private static void refuseBrokenPeriod(String name, Line before, Line line) {
    PriceRow first = before.row();
    PriceRow second = line.row();
    String where = at(name, line.number());
    if (first.from().equals(second.from())) {
      throw new PriceBookException(
          where + "Duplicate of line " + before.number() + ": " + second.modelId());
    }
    if (first.to().isEmpty() || second.from().isEmpty()) {
      throw new PriceBookException(
          where + "Overlaps line " + before.number() + ": " + second.modelId());
    }
    int order = first.to().get().compareTo(second.from().get());
    if (order > 0) {
      throw new PriceBookException(
          where + "Overlaps line " + before.number() + ": " + second.modelId());
    }
    if (order < 0) {
      throw new PriceBookException(
          "%sNo price of %s from %s to %s"
              .formatted(where, second.modelId(), first.to().get(), second.from().get()));
    }
  }

  private static String at(String name, long line) {
    return name + ":" + line + ": ";
  }

  private record Line(long number, PriceRow row, List<String> aliases) {}
}
