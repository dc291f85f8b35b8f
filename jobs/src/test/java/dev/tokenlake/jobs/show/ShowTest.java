package dev.tokenlake.jobs.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.jobs.testing.Ran;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Printing tables: what each format says, and that none of it needs Spark or trusts a name. */
class ShowTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message models {
            optional binary model (STRING);
            optional int32 first_day (DATE);
            optional int64 responses;
            optional double cache_share;
            optional double cost_usd;
          }
          """);

  @TempDir private static Path lake;

  /** A lake with one table of two rows, the second without anything but a name. */
  @BeforeAll
  static void writeALake() throws IOException {
    Path folder = Files.createDirectories(lake.resolve("tables/models"));
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(folder.resolve("part-00000.parquet")))
            .withType(SCHEMA)
            .withConf(new PlainParquetConfiguration())
            .build()) {
      Group opus = new SimpleGroup(SCHEMA);
      opus.add("model", "claude-opus-4-6");
      opus.add("first_day", Math.toIntExact(LocalDate.parse("2026-02-05").toEpochDay()));
      opus.add("responses", 19_270L);
      opus.add("cache_share", 0.125);
      opus.add("cost_usd", 1234.5678);
      writer.write(opus);
      Group unknown = new SimpleGroup(SCHEMA);
      unknown.add("model", "=SUM(A1)|<b>a\\|b\u001b[31m\u009b2J\u202e");
      writer.write(unknown);
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void noFormatLoadsAClassOfSpark(Format format) throws IOException {
    Path loaded = lake.resolve("loaded-" + format);
    Ran ran =
        Ran.elsewhere(
            new Ran.Jvm(List.of(), List.of("-Xlog:class+load:file=" + loaded)),
            "show",
            "models",
            "--lake",
            lake,
            "--format",
            format);

    assertThat(ran.done().out()).contains("model", "claude-opus-4-6");
    assertThat(ran.err()).isEmpty();
    try (var lines = Files.lines(loaded)) {
      List<String> classes = lines.toList();
      assertThat(classes).anyMatch(line -> line.contains(" " + StoredTable.class.getName() + " "));
      assertThat(classes).noneMatch(line -> line.contains(" org.apache.spark."));
      assertThat(classes).noneMatch(line -> line.contains(" scala."));
    }
  }

  @Test
  void csvIsExactAndRunsNoFormula() throws IOException {
    List<CSVRecord> records = CSVFormat.RFC4180.parse(new StringReader(show("csv"))).getRecords();

    assertThat(records.get(0).toList())
        .containsExactly("model", "first_day", "responses", "cache_share", "cost_usd");
    assertThat(records.get(1).toList())
        .containsExactly("claude-opus-4-6", "2026-02-05", "19270", "0.125", "1234.5678");
    assertThat(records.get(2).get(0)).startsWith("'=SUM(A1)");
    assertThat(records.get(2).toList().subList(1, 5)).containsOnly("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
  void whatASpreadsheetWouldRunIsText(String name) throws IOException {
    String csv = printed(Format.CSV, table(List.of("project"), name));

    assertThat(CSVFormat.RFC4180.parse(new StringReader(csv)).getRecords().get(1).get(0))
        .isEqualTo("'" + name);
  }

  @Test
  void jsonIsExactAndKeepsNulls() throws IOException {
    JsonNode rows = new ObjectMapper().readTree(show("json"));

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).path("responses").longValue()).isEqualTo(19_270);
    assertThat(rows.get(0).path("cost_usd").doubleValue()).isEqualTo(1234.5678);
    assertThat(rows.get(0).path("first_day").textValue()).isEqualTo("2026-02-05");
    assertThat(rows.get(1).path("responses").isNull()).isTrue();
    assertThat(rows.get(1).path("model").textValue()).startsWith("=SUM(A1)|<b>");
  }

  @Test
  void tablesAreAlignedGroupedAndRounded() {
    List<String> lines = show("table").lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("model ");
    assertThat(lines.get(1)).contains("19,270", "0.1250", "1,234.57", "2026-02-05");
    assertThat(lines.get(2)).endsWith("-");
  }

  @Test
  void markdownCellsStayInTheirCells() {
    List<String> lines = show("md").lines().toList();

    assertThat(lines.get(0))
        .isEqualTo("| model | first_day | responses | cache_share | cost_usd |");
    assertThat(lines.get(1)).isEqualTo("| --- | --- | ---: | ---: | ---: |");
    assertThat(lines.get(2))
        .isEqualTo("| claude-opus-4-6 | 2026-02-05 | 19,270 | 0.1250 | 1,234.57 |");
    assertThat(lines.get(3)).contains("=SUM(A1)\\|&lt;b>a\\\\\\|b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "md"})
  void noNameMovesTheCursorOfATerminal(String format) {
    // Escape, the one-character CSI, and a mark that turns the writing direction.
    assertThat(show(format)).doesNotContain("\u001b", "\u009b", "\u202e");
  }

  @Test
  void columnsAndRowsCanBeChosen() {
    assertThat(
            Ran.here(
                    "show",
                    "models",
                    "--lake",
                    lake,
                    "--format",
                    "csv",
                    "--columns",
                    "responses,model",
                    "--limit",
                    1)
                .done()
                .out())
        .isEqualTo("responses,model\r\n19270,claude-opus-4-6\r\n");
  }

  @Test
  void aNegativeNumberOfRowsIsRefused() {
    Ran ran = Ran.here("show", "models", "--lake", lake, "--limit=-1");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--limit is negative: -1");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void anUnknownColumnIsNamedBesidesThoseThereAre(Format format) {
    Ran ran = Ran.here("show", "models", "--lake", lake, "--columns", "cost", "--format", format);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("No column cost; there are model, first_day, responses");
  }

  @Test
  void aPublishedTableThatIsMissingIsNamed() {
    Ran ran = Ran.here("show", "weekly", "--lake", lake);

    assertThat(ran.exitCode()).isNotZero();
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void whatASystemLeavesInATablesFolderIsNoPartOfIt() throws IOException {
    Path copy = Files.createDirectories(lake.resolve("littered/tables/models"));
    Files.copy(
        lake.resolve("tables/models/part-00000.parquet"), copy.resolve("part-00000.parquet"));
    Files.writeString(copy.resolve(".DS_Store"), "of a file manager");
    Files.writeString(copy.resolve("._part-00000.parquet"), "of the same");

    Ran ran = Ran.here("show", "models", "--lake", lake.resolve("littered"), "--format", "csv");

    assertThat(ran.done().out()).isEqualTo(show("csv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"show models", "history", "restore --to 1"})
  void aLakeOfALaterProgramIsLeftAlone(String command) throws IOException {
    Path later = Files.createDirectories(lake.resolve("later/tables/models")).resolve("../..");
    Files.writeString(later.resolve("lake.json"), "{\"format\": 3}");

    Ran ran = Ran.here((Object[]) (command + " --lake " + later.normalize()).split(" "));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("has format 3, this program knows up to 2; use a newer one");
  }

  @Test
  void aFlippedBitIsAnErrorAndNeverANumber() throws IOException {
    Path copy = Files.createDirectories(lake.resolve("flipped/tables/models"));
    byte[] bytes = Files.readAllBytes(lake.resolve("tables/models/part-00000.parquet"));
    // Within the first page's data, behind the magic number and its header.
    bytes[60] ^= 1;
    Files.write(copy.resolve("part-00000.parquet"), bytes);

    Ran ran = Ran.here("show", "models", "--lake", lake.resolve("flipped"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void aFileThatWasCutIsNamed() throws IOException {
    Path copy = Files.createDirectories(lake.resolve("cut/tables/models"));
    byte[] bytes = Files.readAllBytes(lake.resolve("tables/models/part-00000.parquet"));
    Path file = Files.write(copy.resolve("part-00000.parquet"), Arrays.copyOf(bytes, 100));

    Ran ran = Ran.here("show", "models", "--lake", lake.resolve("cut"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("Cannot read table models; verify says", "Damaged: " + file);
  }

  @ParameterizedTest
  @EnumSource(names = {"CSV", "JSON"})
  void whatProgramsReadIsPrintedRowByRow(Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TablePrinter(format)
        .print(
            taker -> {
              taker.begin(List.of("model", "responses"));
              for (int row = 1; row <= 10_000; row++) {
                taker.row(List.of(Optional.of("claude-opus-4-6"), Optional.of(1L)));
              }
              // Each row takes 19 characters at least, and buffers hold some thousands.
              assertThat(out.size()).as("printed before the end").isGreaterThan(150_000);
            },
            out);

    String printed = out.toString(StandardCharsets.UTF_8);
    assertThat(printed.split("claude-opus-4-6", -1)).hasSize(10_001);
    if (format == Format.JSON) {
      assertThat(new ObjectMapper().readTree(printed)).hasSize(10_000);
    }
  }

  private static String show(String format) {
    return Ran.here("show", "models", "--lake", lake, "--format", format).done().out();
  }

  private static String printed(Format format, StoredTable table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TablePrinter(format).print(table, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static StoredTable table(List<String> names, Object... cells) {
    return new StoredTable(
        names, List.of(Arrays.stream(cells).map(cell -> Optional.<Object>of(cell)).toList()));
  }
}
