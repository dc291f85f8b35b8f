package dev.tokenlake.jobs.rollup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A case of a table: a folder {@code sql/<table>/<case>} of test resources with a CSV file per view
 * that matters, {@code params.csv} when the query has parameters, and {@code expect.csv}.
 *
 * <p>An empty cell is null, {@code ''} an empty text, {@code 1/3} a quotient of two counts. Lines
 * that begin with {@code #} are comments. A column that a file leaves out is 0 for a count, false
 * for a truth value, and null otherwise.
 */
record SqlCase(String table, String name, Path folder) {
  /** Views that a case may give rows to. */
  static final List<String> VIEWS =
      List.of(
          "usage_facts",
          "transcripts",
          "session_facts",
          "commits",
          "phase_list",
          "log_files",
          "pricing_settings",
          "scenario_list",
          "scenario_facts",
          "flat_plans",
          "flat_days",
          "reject_facts",
          "audit_facts",
          "counting_rules");

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setCommentMarker('#')
          .setNullString("")
          .get();

  /** Every case there is, by table and name. */
  static List<SqlCase> all() {
    return folders(root()).stream()
        .flatMap(table -> folders(table).stream())
        .map(
            folder ->
                new SqlCase(
                    folder.getParent().getFileName().toString(),
                    folder.getFileName().toString(),
                    folder))
        .toList();
  }

  /** Names of the tables that have a folder of cases. */
  static List<String> tables() {
    return folders(root()).stream().map(folder -> folder.getFileName().toString()).toList();
  }

  /** Rows of a view; none when the case has no file for it. */
  List<Row> rows(String view, StructType schema) {
    return read(view).stream().map(record -> row(record, schema)).toList();
  }

  /** Values of the query's parameters: truth values, by name. */
  Map<String, Object> parameters() {
    Map<String, Object> parameters = new TreeMap<>();
    read("params")
        .forEach(row -> parameters.put(row.get("name"), Boolean.valueOf(row.get("value"))));
    return parameters;
  }

  /** Columns that are compared. */
  List<String> expectedColumns() {
    try (CSVParser parser = parser("expect")) {
      return parser.getHeaderNames();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the expectation of " + this, e);
    }
  }

  /** Expected cells of these columns, row by row. */
  List<List<Object>> expected(StructType schema) {
    List<String> columns = expectedColumns();
    List<List<Object>> rows = new ArrayList<>();
    for (CSVRecord record : read("expect")) {
      List<Object> cells = new ArrayList<>();
      for (String column : columns) {
        cells.add(cell(record.get(column), schema.apply(column).dataType()));
      }
      rows.add(cells);
    }
    return rows;
  }

  @Override
  public String toString() {
    return table + "/" + name;
  }

  private List<CSVRecord> read(String file) {
    if (!Files.exists(folder.resolve(file + ".csv"))) {
      return List.of();
    }
    try (CSVParser parser = parser(file)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + " of " + this, e);
    }
  }

  private CSVParser parser(String file) throws IOException {
    return CSVParser.parse(folder.resolve(file + ".csv"), StandardCharsets.UTF_8, FORMAT);
  }

  private Row row(CSVRecord record, StructType schema) {
    for (String column : record.getParser().getHeaderNames()) {
      schema.fieldIndex(column);
    }
    Object[] cells = new Object[schema.length()];
    for (int i = 0; i < cells.length; i++) {
      StructField field = schema.apply(i);
      cells[i] =
          record.isMapped(field.name())
              ? cell(record.get(field.name()), field.dataType())
              : absent(field.dataType());
    }
    return RowFactory.create(cells);
  }

  private static Object absent(DataType type) {
    if (type.equals(DataTypes.LongType)) {
      return 0L;
    }
    return type.equals(DataTypes.BooleanType) ? false : null;
  }

  private static Object cell(String text, DataType type) {
    if (text == null) {
      return null;
    } else if (type.equals(DataTypes.StringType)) {
      return text.equals("''") ? "" : text;
    } else if (type.equals(DataTypes.LongType)) {
      return Long.valueOf(text);
    } else if (type.equals(DataTypes.IntegerType)) {
      return Integer.valueOf(text);
    } else if (type.equals(DataTypes.BooleanType)) {
      return Boolean.valueOf(text);
    } else if (type.equals(DataTypes.DateType)) {
      return LocalDate.parse(text);
    } else if (type.equals(DataTypes.TimestampType)) {
      return Instant.parse(text);
    } else if (type.equals(DataTypes.DoubleType)) {
      return number(text);
    } else if (type instanceof DecimalType decimal) {
      return new BigDecimal(text).setScale(decimal.scale(), RoundingMode.UNNECESSARY);
    }
    throw new IllegalArgumentException("No cell of type " + type.sql());
  }

  private static Double number(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? Double.parseDouble(text)
        : Double.parseDouble(text.substring(0, slash))
            / Double.parseDouble(text.substring(slash + 1));
  }

  private static Path root() {
    try {
      return Path.of(SqlCase.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve("sql");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Test classes lie in no folder", e);
    }
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }
}
