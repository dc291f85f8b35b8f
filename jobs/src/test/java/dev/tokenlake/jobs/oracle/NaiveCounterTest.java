package dev.tokenlake.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NaiveCounterTest {

  @TempDir Path archive;

  @Test
  void onlyTheBestTellingOfAResponseCounts() throws IOException {
    log(
        "s.jsonl",
        response("A", 3, 5, "null") + "\n" + response("A", 3, 70, "\"end_turn\"") + "\n");
    log("agent-a1.jsonl", response("A", 3, 90, "null") + "\n");

    OracleCount count = NaiveCounter.count(archive);

    assertThat(count.totals())
        .isEqualTo(new OracleTally(1, 3, new OracleTokens(3, 70, 300, 200, 1000)));
    assertThat(count.perDay()).containsOnlyKeys(LocalDate.parse("2026-01-09"));
  }

  @Test
  void damagedLinesGiveWhatIsWholeInThem() throws IOException {
    String spliced = response("A", 1, 1, "null");
    log(
        "s.jsonl",
        "\0\0"
            + response("B", 1, 1, "null")
            + "\n"
            + spliced.substring(0, 90)
            + response("C", 1, 1, "null")
            + "\n"
            + response("D", 1, 1, "null")
            + response("E", 1, 1, "null")
            + "\n"
            + "not JSON\n42\n\n"
            + response("F", 1, 1, "null").substring(0, 60));

    OracleCount count = NaiveCounter.count(archive);

    assertThat(count.rows())
        .extracting(OracleRow::key)
        .containsExactlyInAnyOrder("B", "C", "D", "E");
    assertThat(count.lines()).isEqualTo(6);
    assertThat(count.salvagedLines()).isEqualTo(3);
    assertThat(count.badLines()).isEqualTo(2);
    assertThat(count.unfinishedLines()).isOne();
  }

  @Test
  void aWholeLastLineNeedsNoNewlineAndHistoryIsNoLog() throws IOException {
    log("s.jsonl", response("A", 1, 1, "null"));
    log("history.jsonl", response("B", 1, 1, "null"));

    assertThat(NaiveCounter.count(archive).rows()).extracting(OracleRow::key).containsExactly("A");
  }

  @Test
  void iterationsThatTheTopLevelLeavesOutAreRowsOfTheirOwn() throws IOException {
    String iterations =
        """
        ,"iterations":[{"type":"message","model":"m0","input_tokens":7},\
        {"type":"fallback_message","model":"m1","input_tokens":1},\
        {"type":"advisor_message","model":"m2","output_tokens":8},\
        {"type":"compaction","output_tokens":9}]}}}""";
    log("s.jsonl", response("A", 1, 1, "null").replace("}}}}", "}" + iterations) + "\n");

    assertThat(NaiveCounter.count(archive).rows())
        .extracting(OracleRow::callKind, OracleRow::model, row -> row.tokens().total())
        .containsExactlyInAnyOrder(
            tuple("message", "m1", 1502L),
            tuple("declined", "m0", 7L),
            tuple("advisor", "m2", 8L),
            tuple("compaction", "m1", 9L));
  }

  private void log(String name, String text) throws IOException {
    Files.writeString(archive.resolve(name), text);
  }

  private static String response(String id, long input, long output, String stopReason) {
    return """
    {"parentUuid":null,"uuid":"u-%s-%d","type":"assistant","timestamp":"2026-01-09T10:00:00.000Z",\
    "requestId":"r","message":{"id":"%s","model":"m1","stop_reason":%s,"usage":{"input_tokens":%d,\
    "output_tokens":%d,"cache_creation_input_tokens":500,"cache_read_input_tokens":1000,\
    "cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200}}}}"""
        .formatted(id, output, id, stopReason, input, output);
  }
}
