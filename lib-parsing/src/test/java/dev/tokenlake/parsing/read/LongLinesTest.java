package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.entry.ResponseEntry;
import dev.tokenlake.parsing.entry.UserEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines longer than any buffer. */
class LongLinesTest {
  private static final int MEGABYTE = 1_000_000;

  /** A piece of a log, and how often it stands there. */
  private record Piece(String text, int times) {
    long length() {
      return (long) text.getBytes(StandardCharsets.UTF_8).length * times;
    }
  }

  private static InputStream stream(List<Piece> pieces) {
    List<InputStream> streams = new ArrayList<>();
    for (Piece piece : pieces) {
      byte[] bytes = piece.text().getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < piece.times(); i++) {
        streams.add(new ByteArrayInputStream(bytes));
      }
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  private static RecordingSink.Told read(List<Piece> pieces) {
    RecordingSink sink = new RecordingSink();
    new LogScan(true)
        .scan(
            new dev.tokenlake.parsing.discover.LogFile(
                "s", "a.jsonl", dev.tokenlake.parsing.discover.FileKind.MAIN),
            stream(pieces),
            sink);
    return sink.only();
  }

  private static List<Piece> toolResult(int megabytes) {
    String escapes = "\\\\\\\"\\n\\u00e9é→ text {\"type\\\":";
    String text = escapes.replace("{\"", "{\\\"").repeat(MEGABYTE / 40);
    return List.of(
        new Piece(SampleLines.ASSISTANT + "\n", 1),
        new Piece(
            "{\"type\":\"user\",\"sessionId\":\"S\",\"message\":{\"content\":[{\"type\":"
                + "\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"",
            1),
        new Piece(text, megabytes / 2),
        new Piece("\"}]},\"toolUseResult\":{\"lines\":[\"", 1),
        new Piece(text + "\",\"", megabytes / 2),
        new Piece("\"]},\"uuid\":\"U\"}\n", 1),
        new Piece(SampleLines.ASSISTANT + "\n", 1));
  }

  @Test
  void veryLongToolResultIsAnEntryOfItsRealSize() {
    List<Piece> pieces = toolResult(60);
    RecordingSink.Told told = read(pieces);
    assertThat(told.rejects).isEmpty();
    assertThat(told.entries(ResponseEntry.class)).hasSize(2);
    UserEntry entry = told.entries(UserEntry.class).get(0);
    assertThat(entry.envelope().uuid()).contains("U");
    assertThat(entry.toolResults().get(0).bytes()).isEqualTo(pieces.get(2).length() + 2);
    assertThat(told.outcome.lines()).isEqualTo(3);
    assertThat(told.outcome.bytes())
        .isEqualTo(pieces.stream().mapToLong(Piece::length).sum())
        .isEqualTo(told.outcome.offset());
    assertThat(told.entries.get(2).envelope().at().offset())
        .isEqualTo(told.outcome.bytes() - pieces.get(6).length());
  }

  @Test
  void veryLongLineOfAnIgnoredTypeIsIgnored() {
    RecordingSink.Told told =
        read(
            List.of(
                new Piece("{\"attachment\":{\"list\":[", 1),
                new Piece("{\"a\":[1,2,{}]},".repeat(1000), 3000),
                new Piece("1]},\"type\":\"attachment\",\"sessionId\":\"S\",\"cwd\":\"/p\"}\n", 1)));
    assertThat(told.outcome.ignored()).containsEntry("attachment", 1L);
    assertThat(told.seen).hasSize(1);
  }

  @Test
  void veryLongLineThatIsCutIsRefusedWithItsRealLength() {
    List<Piece> pieces =
        List.of(
            new Piece("{\"type\":\"user\",\"message\":{\"content\":\"", 1),
            new Piece("x".repeat(MEGABYTE), 40),
            new Piece("\n", 1),
            new Piece(SampleLines.ASSISTANT + "\n", 1));
    RecordingSink.Told told = read(pieces);
    assertThat(told.rejects)
        .containsExactly(
            new Reject(
                1, 0, pieces.get(0).length() + pieces.get(1).length(), RejectReason.TRUNCATED));
    assertThat(told.entries(ResponseEntry.class)).hasSize(1);
  }

  @Test
  void veryLongLineInProgressIsNoLine() {
    RecordingSink.Told told =
        read(
            List.of(
                new Piece(SampleLines.ASSISTANT + "\n", 1),
                new Piece("{\"type\":\"user\",\"a\":\"", 1),
                new Piece("x".repeat(MEGABYTE), 40)));
    assertThat(told.rejects).isEmpty();
    assertThat(told.outcome.lines()).isEqualTo(1);
    assertThat(told.outcome.inProgress()).isGreaterThan(40L * MEGABYTE);
  }

  @Test
  void veryLongLineThatWouldAllBeNeededIsTooLong() {
    RecordingSink.Told told =
        read(
            List.of(
                new Piece("{\"type\":\"user\",\"message\":{\"content\":[", 1),
                new Piece("{\"type\":\"text\",\"text\":\"x\"},".repeat(10_000), 150),
                new Piece("1]}}\n", 1),
                new Piece(SampleLines.ASSISTANT + "\n", 1)));
    assertThat(told.reasons()).containsExactly(RejectReason.TOO_LONG);
    assertThat(told.rejects.get(0).length()).isGreaterThan(LongLine.MOST_KEPT);
    assertThat(told.entries(ResponseEntry.class)).hasSize(1);
  }

  @Test
  void lineOf300MegabytesIsReadInAHeapOf256() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                LongLinesTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("entries 3, refused 0, longest over 300000000: true");
  }

  /** Reads a line of 300 megabytes in a process of its own. */
  public static void main(String[] args) {
    List<Piece> pieces = toolResult(420);
    RecordingSink.Told told = read(pieces);
    long line = told.outcome.bytes() - 2 * pieces.get(0).length();
    System.out.printf(
        "entries %d, refused %d, longest over 300000000: %b%n",
        told.entries.size(), told.rejects.size(), line > 300_000_000);
  }
}
