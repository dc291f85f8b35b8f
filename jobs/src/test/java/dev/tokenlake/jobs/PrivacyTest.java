package dev.tokenlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.LogLines;
import dev.tokenlake.jobs.testing.Ran;
import dev.tokenlake.jobs.testing.ScratchWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that a person, a model or a tool wrote leaves the archive: a canary stands wherever logs
 * hold text, in whole lines and in broken ones, and is looked for in all a night leaves and says.
 */
class PrivacyTest {
  private static final String CANARY = "Canary7f3aQ";
  private static final String SESSION = "33333333-3333-4333-8333-333333333333";

  /** Lines of every type that holds text; {@code @} stands for a canary with the line's number. */
  private static final List<String> LINES =
      List.of(
          """
          {"type":"user","message":{"role":"user","content":"@ prompt"}}""",
          """
          {"type":"user","message":{"role":"user","content":[{"type":"text","text":"@"},\
          {"type":"image","source":{"type":"base64","data":"@"}}]}}""",
          """
          {"type":"user","message":{"role":"user","content":"<command-name>@</command-name>"}}""",
          """
          {"type":"user","message":{"role":"user","content":"[Request interrupted by user] @"}}""",
          """
          {"type":"user","isMeta":true,"message":{"role":"user","content":"@"},"todos":["@"]}""",
          """
          {"type":"user","isCompactSummary":true,"message":{"role":"user","content":"@"}}""",
          """
          {"type":"user","message":{"role":"user","content":[{"type":"tool_result",\
          "tool_use_id":"toolu_1","content":"@","is_error":true}]},\
          "toolUseResult":{"stdout":"@","stderr":"@","usage":{"input_tokens":"@"}}}""",
          """
          {"type":"assistant","requestId":"req_1","message":{"id":"msg_1","role":"assistant",\
          "model":"claude-sonnet-4-5-20250929","stop_reason":"tool_use","stop_sequence":"@",\
          "content":[{"type":"text","text":"@"},{"type":"thinking","thinking":"@",\
          "signature":"@"},{"type":"tool_use","id":"toolu_1","name":"Bash",\
          "input":{"command":"@","@":{"@":["@"]}}}],"usage":{"input_tokens":1,"output_tokens":2,\
          "@":"@","server_tool_use":{"@":"@"}}},"errorDetails":"@"}""",
          """
          {"type":"assistant","requestId":"req_5","message":{"id":"msg_5","role":"assistant",\
          "model":"claude-sonnet-4-5-20250929","stop_reason":"tool_use","content":[\
          {"type":"tool_use","id":"toolu_2","name":"Write","input":{"file_path":"/home/dev/@.env",\
          "content":"API_KEY=sk-ant-@"}},{"type":"tool_use","id":"toolu_3","name":"Edit","input":\
          {"file_path":"/x","old_string":"@","new_string":"@"}},{"type":"redacted_thinking",\
          "data":"@"}],"usage":{"input_tokens":1,"output_tokens":2}}}""",
          """
          {"type":"user","message":{"role":"user","content":[{"type":"tool_result",\
          "tool_use_id":"toolu_2","content":[{"type":"text","text":"password=@"}]}]},\
          "toolUseResult":{"type":"text","file":{"filePath":"/home/dev/@","content":"@",\
          "numLines":1},"structuredPatch":[{"lines":["@"]}],"originalFile":"@",\
          "userModified":false}}""",
          """
          {"type":"assistant","isApiErrorMessage":true,"error":"@","message":{"id":"e1",\
          "role":"assistant","model":"<synthetic>","content":[{"type":"text",\
          "text":"API Error: @"}],"usage":{"input_tokens":0,"output_tokens":0}}}""",
          """
          {"type":"assistant","message":"@"}""",
          """
          {"type":"assistant","message":{"0":"@","1":"@"}}""",
          """
          {"type":"system","subtype":"api_error","error":{"status":500,"message":"@",\
          "headers":{"@":"@"}},"retryAttempt":1}""",
          """
          {"type":"system","subtype":"compact_boundary","content":"@","compactMetadata":\
          {"trigger":"manual","preTokens":9,"userContext":"@"}}""",
          """
          {"type":"system","subtype":"away_summary","content":"@"}""",
          """
          {"type":"system","subtype":"@","content":"@"}""",
          """
          {"type":"summary","summary":"@","leafUuid":"l"}""",
          """
          {"type":"ai-title","aiTitle":"@"}""",
          """
          {"type":"custom-title","customTitle":"@"}""",
          """
          {"type":"agent-name","agentName":"@"}""",
          """
          {"type":"last-prompt","lastPrompt":"@"}""",
          """
          {"type":"queue-operation","operation":"enqueue","content":"@"}""",
          """
          {"type":"attachment","attachment":{"type":"hook_success","stdout":"@","@":"@"}}""",
          """
          {"type":"file-history-snapshot","snapshot":{"trackedFileBackups":{"@":{"x":"@"}}}}""",
          """
          {"type":"progress","data":{"type":"agent_progress","agentId":"a1","prompt":"@",\
          "message":{"type":"assistant","message":{"id":"msg_2","model":"claude-haiku-4-5-20251001",\
          "content":[{"type":"text","text":"@"}],"usage":{"input_tokens":3,"output_tokens":4}}}}}""",
          """
          {"type":"a kind nobody knows: @","text":"@"}""",
          """
          {"type":{"@":"@"},"text":"@"}""",
          """
          ["@"]""",
          """
          "@\"""",
          """
          @ is no JSON""",
          """
          {"type":"user","message":{"role":"user","content":"@ breaks off""",
          """
          {"type":"assistant","message":{"id":"msg_3","usage":{"input_tokens":@}}}""",
          """
          {"type":"assistant","message":{"id":"msg_4","usage":{"input_tokens":"@"}}}""",
          """
          {"type":"user","timestamp":"@","message":{"role":"user","content":"\\ud800 @"}}""",
          """
          {"type":"user","message":{"role":"user","content":"@ spliced {"type":"last-prompt",\
          "lastPrompt":"@"}""");

  @TempDir private static Path folder;

  private static Path log;
  private static Lake lake;
  private static Ran night;
  private static Path events;
  private static ScratchWatch scratch;

  @BeforeAll
  static void nightInAProcessOfItsOwn() throws IOException {
    events = Files.createDirectories(folder.resolve("events"));
    List<String> lines = new ArrayList<>();
    lines.add(LogLines.prompt(SESSION, "2026-01-05T08:00:00.000Z", CANARY + "-first"));
    for (int i = 0; i < LINES.size(); i++) {
      String line = LINES.get(i).replace("@", CANARY + "-" + i);
      boolean whole = line.startsWith("{") && line.endsWith("}");
      lines.add(
          (whole
                  ? line.substring(0, line.length() - 1)
                      + ",\"sessionId\":\"%s\",\"uuid\":\"u%d\"}".formatted(SESSION, i)
                  : line)
              + "\n");
    }
    lines.add("{\"type\":\"user\",\"message\":{\"content\":\"" + CANARY + "-still being written");
    Path archive = folder.resolve("archive");
    log =
        LogLines.write(
            archive.resolve("projects/p").resolve(SESSION + ".jsonl"),
            lines.toArray(String[]::new));
    LogLines.write(archive.resolve("projects/p/damaged.jsonl.zst"), CANARY + "-damaged");
    LogLines.write(archive.resolve("history.jsonl"), CANARY + "-history\n");
    lake = new Lake(folder.resolve("lake"));
    scratch = new ScratchWatch(lake.root().resolve(".work"), CANARY);
    night =
        scratch.during(
            () ->
                Ran.elsewhere(
                    new Ran.Jvm(
                        List.of(),
                        List.of(
                            // What is packed could not be searched.
                            "-Dspark.shuffle.compress=false",
                            "-Dspark.shuffle.spill.compress=false",
                            "-Dspark.broadcast.compress=false",
                            "-Dspark.eventLog.enabled=true",
                            "-Dspark.eventLog.compress=false",
                            "-Dspark.eventLog.dir=" + events.toUri())),
                    "nightly",
                    "--archive",
                    archive,
                    "--lake",
                    lake.root()));
  }

  @Test
  void noTemporaryFileHoldsACanaryWhileTheNightIsAtWork() {
    assertThat(scratch.read()).as("files read").hasSizeGreaterThan(5);
    assertThat(scratch.holding()).isEmpty();
  }

  @Test
  void sparksOwnEventsHoldNoCanary() throws IOException {
    long read = 0;
    try (Stream<Path> files = Files.walk(events)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file).contains(CANARY)).as(file.toString()).isFalse();
        read += Files.size(file);
      }
    }
    assertThat(read).as("bytes of events").isPositive();
  }

  @Test
  void theCanaryStandsInEveryLineOfTheArchive() throws IOException {
    List<String> lines = Files.readAllLines(log);

    assertThat(lines).hasSize(LINES.size() + 2).allMatch(line -> line.contains(CANARY));
  }

  @Test
  void theNightReadWhatItCould() {
    assertThat(night.exitCode()).as(night.err()).isEqualTo(ExitCode.DONE);
    assertThat(lake.rows("usage"))
        .extracting(row -> row.text("response_key"))
        .contains("msg_1", "msg_2", "msg_4");
    assertThat(lake.sum("sources", "quarantined_lines")).isPositive();
    assertThat(lake.sum("alerts", "log_lines")).isPositive();
  }

  @Test
  void nothingThatIsSaidHoldsACanary() {
    assertThat(night.out()).contains("week_start").doesNotContain(CANARY);
    assertThat(night.err()).contains("quarantined").doesNotContain(CANARY);
  }

  @Test
  void noFileOfTheLakeHoldsACanary() {
    List<Path> files = lake.files();

    assertThat(files)
        .anyMatch(file -> file.startsWith(lake.root().resolve("facts")))
        .anyMatch(file -> file.startsWith(lake.root().resolve("tables")))
        .anyMatch(file -> file.toString().endsWith(".json"))
        .anyMatch(file -> file.toString().endsWith(".log"));
    assertThat(files)
        .allSatisfy(
            file -> {
              assertThat(file.toString()).doesNotContain(CANARY);
              assertThat(Files.readString(file, StandardCharsets.ISO_8859_1).contains(CANARY))
                  .as("%s holds a canary", file)
                  .isFalse();
            });
  }

  @Test
  void noCellOfAFactOrATableHoldsACanary() {
    long rows = 0;
    for (Path file : lake.files()) {
      if (file.toString().endsWith(".parquet")) {
        for (String row : rows(file)) {
          assertThat(row).as(file.toString()).doesNotContain(CANARY);
          rows++;
        }
      }
    }
    assertThat(rows).isGreaterThan(LINES.size());
  }

  /** Rows as text, nested values and all. */
  private static List<String> rows(Path file) {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    List<String> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<?> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(String.valueOf(records.read()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    return rows;
  }
}
