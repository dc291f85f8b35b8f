package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.entry.LogEntry;
import dev.tokenlake.parsing.entry.LoggedUsage;
import dev.tokenlake.parsing.entry.PromptKind;
import dev.tokenlake.parsing.entry.ResponseEntry;
import dev.tokenlake.parsing.entry.UserEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single lines and the ends of files give. */
class LinesTest {
  private static RecordingSink.Told read(String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    RecordingSink.Told fast = DifferentialTest.told(new LogScan(true), bytes);
    RecordingSink.Told exact = DifferentialTest.told(new LogScan(false), bytes);
    assertThat(fast.entries).isEqualTo(exact.entries);
    assertThat(fast.seen).isEqualTo(exact.seen);
    assertThat(fast.rejects).isEqualTo(exact.rejects);
    assertThat(fast.outcome).isEqualTo(exact.outcome);
    return fast;
  }

  private static <T extends LogEntry> T only(String line, Class<T> type) {
    List<T> entries = read(line + "\n").entries(type);
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  @Test
  void sizesAreThoseOfTheJsonValuesInTheFile() {
    UserEntry text = only(SampleLines.USER, UserEntry.class);
    assertThat(text.contentBytes()).isEqualTo("\"hi\"".length());

    UserEntry result = only(SampleLines.TOOL_RESULT, UserEntry.class);
    String content = "\"a \\\"usage\\\":{\\\"output_tokens\\\":9} \\n b\"";
    assertThat(result.toolResults().get(0).bytes()).isEqualTo(content.length());
    assertThat(result.toolResults().get(0).error()).isTrue();
    int from = SampleLines.TOOL_RESULT.indexOf("[{\"tool_use_id\"");
    int to = SampleLines.TOOL_RESULT.indexOf("},\"uuid\"");
    assertThat(result.contentBytes()).isEqualTo(to - from);
  }

  @Test
  void sizesCountBytesAndNotCharacters() {
    UserEntry entry =
        only("{\"type\":\"user\",\"message\":{\"content\" : \"é→😀\" }}", UserEntry.class);
    assertThat(entry.contentBytes()).isEqualTo(2 + 3 + 4 + 2);
  }

  @Test
  void nestedUsagesAndTypesAreNotThoseOfTheLine() {
    ResponseEntry response = only(SampleLines.ASSISTANT, ResponseEntry.class);
    assertThat(response.usage().orElseThrow().tokens().input()).isEqualTo(2);
    assertThat(response.usage().orElseThrow().iterations()).hasSize(2);
    assertThat(response.toolCalls()).hasSize(1);
    RecordingSink.Told told = read(SampleLines.TOOL_RESULT + "\n");
    assertThat(told.entries(ResponseEntry.class)).isEmpty();
  }

  @Test
  void recordInsideProgressLineStandsInTheEnvelopeOfTheLine() {
    ResponseEntry response = only(SampleLines.PROGRESS, ResponseEntry.class);
    assertThat(response.embedded()).isTrue();
    assertThat(response.requestId()).contains("req_2");
    assertThat(response.envelope().uuid()).contains("N1");
    assertThat(response.envelope().sessionId()).contains("S1");
    assertThat(response.envelope().cwd()).contains("/p");
    assertThat(response.envelope().agentId()).contains("a9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.5|1|1",
        "\"7\"|7|1",
        "-3|0|1",
        "null|0|0",
        "true|0|1",
        "1000000000000|1000000000000|0",
        "\"1000000000000\"|1000000000000|1",
        "1000000000000.0|1000000000000|0",
        "999999999999.5|999999999999|1",
        "-9223372036854775808|0|1",
        "-1e400|0|1",
        "\"-7\"|0|1",
        "\"\"|0|1",
        "\" 7\"|0|1",
        "[7]|0|1",
        "1e3|1000|0",
        "5.0|5|0",
        "\"x\"|0|1",
        "{}|0|1",
        "1e-400|0|1",
        "-0|0|0",
        "0e9|0|0"
      })
  void oddNumbersAreTakenAsTheNearestCount(String json, long count, int anomalies) {
    LoggedUsage usage =
        only(
                "{\"type\":\"assistant\",\"message\":{\"usage\":{\"output_tokens\":" + json + "}}}",
                ResponseEntry.class)
            .usage()
            .orElseThrow();
    assertThat(usage.tokens().output()).isEqualTo(count);
    assertThat(usage.anomalies()).isEqualTo(anomalies);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807",
        "9223372036854775808",
        "9007199254740993",
        "1000000000001",
        "1000000000000.5",
        "1e19",
        "1e13",
        "1e400",
        "\"1e19\"",
        "123456789012345678901234567890"
      })
  void countsNobodyCanHaveRefuseTheLineAndNoOther(String json) {
    String line = "{\"type\":\"assistant\",\"message\":{\"usage\":{%s}}}\n";
    for (String place :
        List.of(
            "\"output_tokens\":" + json,
            "\"cache_creation\":{\"ephemeral_1h_input_tokens\":" + json + "}",
            "\"server_tool_use\":{\"web_search_requests\":" + json + "}",
            "\"iterations\":[{\"input_tokens\":" + json + "}]")) {
      String bad = line.formatted(place);
      RecordingSink.Told told = read(SampleLines.ASSISTANT + "\n" + bad + SampleLines.USER + "\n");
      assertThat(told.rejects)
          .containsExactly(
              new Reject(
                  2,
                  SampleLines.ASSISTANT.getBytes(StandardCharsets.UTF_8).length + 1,
                  bad.length() - 1,
                  RejectReason.BAD_NUMBER));
      assertThat(told.entries).hasSize(2);
    }
    String embedded =
        SampleLines.PROGRESS.replace("\"output_tokens\":5", "\"output_tokens\":" + json);
    assertThat(read(embedded + "\n").reasons()).containsExactly(RejectReason.BAD_NUMBER);
    String user =
        SampleLines.USER.replace(
            "\"content\":", "\"usage\":{\"output_tokens\":" + json + "},\"content\":");
    assertThat(read(user + "\n").entries).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0125,true",
    "0,true",
    "1e-9,true",
    "999999999.99,true",
    "-0.01,false",
    "1e9,false",
    "1e30,false",
    "1e-41,false",
    "null,false",
    "\"0.5\",false"
  })
  void costIsTakenWhereItCanBeOne(String json, boolean taken) {
    ResponseEntry response =
        only("{\"type\":\"assistant\",\"costUSD\":" + json + "}", ResponseEntry.class);
    assertThat(response.loggedCostUsd().isPresent()).isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "3", "\"x\"", "true"})
  void usageThatIsNoObjectIsAbsentAndTheLineStillAnEntry(String json) {
    ResponseEntry response =
        only(
            "{\"type\":\"assistant\",\"message\":{\"id\":\"m\",\"usage\":" + json + "}}",
            ResponseEntry.class);
    assertThat(response.usage()).isEmpty();
    assertThat(response.messageId()).contains("m");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-18T00:07:50.000Z,2026-02-18T00:07:50Z",
    "2026-02-18T00:07:50Z,2026-02-18T00:07:50Z",
    "2026-02-18T05:52:50+05:45,2026-02-18T00:07:50Z",
    "2026-03-08T02:30:00-08:00,2026-03-08T10:30:00Z",
    "2024-12-30T23:59:59.999999999Z,2024-12-30T23:59:59.999999999Z",
    "2000-01-01T00:00:00Z,2000-01-01T00:00:00Z",
    "2100-12-31T23:59:59Z,2100-12-31T23:59:59Z",
  })
  void instantsAreReadWhateverTheirOffset(String logged, Instant instant) {
    UserEntry entry = only("{\"type\":\"user\",\"timestamp\":\"" + logged + "\"}", UserEntry.class);
    assertThat(entry.envelope().timestamp()).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-06-30T23:59:60Z\"",
        "\"2026-01-01T24:00:00Z\"",
        "\"2026-02-29T00:00:00Z\"",
        "\"0001-01-01T00:00:00Z\"",
        "\"10000-01-01T00:00:00Z\"",
        "\"1999-12-31T23:59:59Z\"",
        "\"2101-01-01T00:00:00Z\"",
        "\"2026-02-18\"",
        "\"2026-02-18T00:07:50\"",
        "1771373270000",
        "null",
        "\"2026-02-18T00:07:50.Z\"",
        "\"2026-02-18 00:07:50Z\"",
        "\"\"",
        "\"soon\"",
        "\"2026-02-18T00:07:50Zx\"",
        "\"2026-13-01T00:00:00Z\"",
        "\"2026-02-18T00:07:50+99:00\""
      })
  void anythingElseIsNoTimestamp(String json) {
    UserEntry entry = only("{\"type\":\"user\",\"timestamp\":" + json + "}", UserEntry.class);
    assertThat(entry.envelope().timestamp()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"[Request interrupted by user]\"|INTERRUPTED",
        "\"<command-name>/x\"|COMMAND",
        "\"<local-command-stdout>\"|COMMAND",
        "\"<bash-input>ls\"|COMMAND",
        "\"<user-memory-input>\"|COMMAND",
        "\"\\u003ccommand-name>\"|COMMAND",
        "\" <command-name>\"|TYPED",
        "\"<div>\"|TYPED",
        "\"\"|TYPED",
        "[{\"text\":\"[Request interrupted\",\"type\":\"text\"}]|INTERRUPTED",
        "[{\"type\":\"image\"},{\"type\":\"text\",\"text\":\"<bash-stderr>\"}]|COMMAND",
        "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"<bash-input>\"}]|TYPED",
        "[{\"type\":\"tool_result\"}]|TOOL_RESULT",
        "null|TYPED",
      })
  void kindOfPromptFollowsTheBeginningOfItsFirstText(String content, PromptKind kind) {
    UserEntry entry =
        only("{\"type\":\"user\",\"message\":{\"content\":" + content + "}}", UserEntry.class);
    assertThat(entry.kind()).isEqualTo(kind);
  }

  @Test
  void sessionIsToldOfOnceByTheFirstRecordThatNamesItsFolder() {
    RecordingSink.Told told =
        read(
            """
            {"type":"summary","sessionId":"S"}
            {"type":"attachment","sessionId":"S","cwd":"/a"}
            {"type":"attachment","sessionId":"S","cwd":"/b"}
            {"type":"user","sessionId":"T","cwd":"/c"}
            {"type":"attachment","sessionId":"T","cwd":"/d"}
            """);
    assertThat(told.seen).hasSize(1);
    assertThat(told.seen.get(0).cwd()).contains("/a");
    assertThat(told.entries.get(0).envelope().cwd()).contains("/c");
    assertThat(told.outcome.ignored()).containsEntry("attachment", 3L).containsEntry("summary", 1L);
  }

  @Test
  void typesThatAreTextRatherThanTypesAreNotShown() {
    RecordingSink.Told told =
        read("{\"type\":\"my secret\"}\n{\"type\":\"" + "x".repeat(65) + "\"}\n{\"a\":1}\n\n \t\n");
    assertThat(told.outcome.ignored())
        .containsOnly(
            java.util.Map.entry("(other)", 2L),
            java.util.Map.entry("(none)", 1L),
            java.util.Map.entry("(blank)", 2L));
  }

  @Test
  void typesBeyondTheFirstHundredAreOther() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      log.append("{\"type\":\"t").append(i).append("\"}\n");
    }
    RecordingSink.Told told = read(log.toString());
    assertThat(told.outcome.ignored()).hasSizeLessThanOrEqualTo(101).containsEntry("(other)", 150L);
  }

  @Test
  void unterminatedLastLineCountsOnlyWhenItIsAWholeObject() {
    String first = "{\"type\":\"user\"}\n";
    FileOutcome whole = read(first + "{\"type\":\"user\"}").outcome;
    assertThat(whole.lines()).isEqualTo(2);
    assertThat(whole.offset()).isEqualTo(first.length());
    assertThat(whole.inProgress()).isEqualTo(first.length() - 1);

    FileOutcome cut = read(first + "{\"type\":\"us").outcome;
    assertThat(cut.lines()).isEqualTo(1);
    assertThat(cut.rejected()).isZero();
    assertThat(cut.inProgress()).isEqualTo(11);
  }

  @Test
  void byteOrderMarkMayBeginAFileAndEveryFileJoinedToIt() {
    RecordingSink.Told told =
        read("\uFEFF{\"type\":\"user\"}\n\uFEFF{\"type\":\"user\"}\n{\"type\":\uFEFF\"user\"}\n");
    assertThat(told.entries).hasSize(2);
    assertThat(told.entries.get(0).envelope().at().offset()).isZero();
    assertThat(told.entries.get(1).envelope().at().offset()).isEqualTo(19);
    assertThat(told.rejects).containsExactly(new Reject(3, 38, 18, RejectReason.NOT_JSON));
  }

  @Test
  void emptyFileHasNoLines() {
    assertThat(read("").outcome.lines()).isZero();
    assertThat(read("\n").outcome.ignored()).containsEntry("(blank)", 1L);
  }

  @Test
  void linesAcrossTheEndsOfReadsAreWhole() {
    StringBuilder log = new StringBuilder();
    int lines = 4000;
    for (int i = 0; i < lines; i++) {
      log.append(SampleLines.ASSISTANT).append(i % 3 == 0 ? "\r\n" : "\n");
      log.append(SampleLines.BASH_PROGRESS).append("\n");
    }
    RecordingSink.Told told = read(log.toString());
    assertThat(told.entries).hasSize(lines);
    assertThat(told.outcome.lines()).isEqualTo(2L * lines);
    assertThat(told.outcome.offset()).isEqualTo(told.outcome.bytes());
  }
}
