package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.ResponseEntry;
import dev.tokenlake.parsing.entry.UserEntry;
import dev.tokenlake.parsing.testing.ChildJvm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    new LogScan(true).scan(new LogFile("s", "a.jsonl", FileKind.MAIN), stream(pieces), sink);
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

  @ParameterizedTest
  @ValueSource(ints = {50, 60, 100, 210})
  void veryLongToolResultIsAnEntryOfItsRealSize(int megabytes) {
    List<Piece> pieces = toolResult(megabytes);
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
  void whatIsDroppedOfAVeryLongLineIsCheckedToBeJson() {
    List<Piece> sound = new ArrayList<>(toolResult(60));
    sound.set(5, new Piece("\",[{\"a\":[-0.1e+5,null]},{}]]},\"uuid\":\"U\"}\n", 1));
    assertThat(read(sound).rejects).isEmpty();
    for (String bad :
        List.of(
            "}", "]", ":", "\"\",,\"\"", "01", "nul", "\u0001", "'", "{\"a\"}", "[{\"a\":1]}")) {
      List<Piece> pieces = new ArrayList<>(sound);
      // Into toolUseResult, whose inside goes.
      pieces.set(5, new Piece("\"," + bad + "]},\"uuid\":\"U\"}\n", 1));
      RecordingSink.Told told = read(pieces);
      assertThat(told.reasons()).as(bad).containsExactly(RejectReason.NOT_JSON);
      assertThat(told.rejects.get(0).line()).isEqualTo(2);
      assertThat(told.rejects.get(0).length())
          .isEqualTo(pieces.subList(1, 6).stream().mapToLong(Piece::length).sum() - 1);
      assertThat(told.entries(ResponseEntry.class)).hasSize(2);
    }
  }

  @Test
  void veryLongRowOfNulsBeforeARecordIsSalvaged() {
    RecordingSink.Told told =
        read(
            List.of(
                new Piece("\0".repeat(MEGABYTE), 40),
                new Piece(SampleLines.ASSISTANT + "\n", 1),
                new Piece(SampleLines.ASSISTANT + "\n", 1)));
    assertThat(told.rejects).isEmpty();
    assertThat(told.entries(ResponseEntry.class)).hasSize(2);
    assertThat(told.outcome.salvaged()).isEqualTo(1);
    assertThat(told.outcome.offset()).isEqualTo(told.outcome.bytes());
  }

  @Test
  void veryLongLineThatIsTooDeepIsRefused() {
    RecordingSink.Told told =
        read(
            List.of(
                new Piece("{\"attachment\":\"", 1),
                new Piece("x".repeat(MEGABYTE), 20),
                new Piece("\",\"a\":", 1),
                new Piece("[".repeat(100_000), 1),
                new Piece("\n" + SampleLines.ASSISTANT + "\n", 1)));
    assertThat(told.reasons()).containsExactly(RejectReason.TOO_DEEP);
    assertThat(told.entries(ResponseEntry.class)).hasSize(1);
  }

  /** Lines of every kind and damage, with limits so low that most of them are too long. */
  @Test
  void shortenedLinesSayWhatWholeOnesSay() {
    int shortened = 0;
    int refused = 0;
    for (int seed = 0; seed < 40; seed++) {
      List<byte[]> lines = new ArrayList<>(SampleLines.all());
      lines.add(BACKSLASHES.getBytes(StandardCharsets.UTF_8));
      LineMutator mutator = new LineMutator(seed, lines);
      ByteArrayOutputStream log = new ByteArrayOutputStream();
      for (int i = 0; i < 500; i++) {
        log.writeBytes(mutator.next());
        log.write('\n');
      }
      RecordingSink.Told whole = DifferentialTest.told(new LogScan(true), log.toByteArray());
      RecordingSink low = new RecordingSink();
      new LogScan(seed % 2 == 0, LONGEST, KEPT)
          .scan(
              new LogFile("s", "a.jsonl", FileKind.MAIN),
              new Dripping(log.toByteArray(), seed),
              low);
      // What is salvaged out of damaged lines is not looked for in those that are too long.
      Set<Long> salvaged = linesOf(whole);
      salvaged.removeAll(linesOf(low.only()));
      Map<Long, RejectReason> reasons =
          low.only().rejects.stream().collect(Collectors.toMap(Reject::line, Reject::reason));
      assertThat(reasons.keySet()).containsAll(salvaged);
      assertThat(salvaged.size()).isLessThan(60);
      assertThat(low.only().entries)
          .isEqualTo(
              whole.entries.stream()
                  .filter(entry -> !salvaged.contains(entry.envelope().at().line()))
                  .toList());
      assertThat(low.only().rejects.stream().map(LongLinesTest::place).toList())
          .containsAll(whole.rejects.stream().map(LongLinesTest::place).toList());
      assertThat(low.only().outcome.lines()).isEqualTo(500);
      refused += low.only().rejects.size();
      shortened += 500;
    }
    assertThat(shortened).isEqualTo(20_000);
    assertThat(refused).isBetween(4_000, 14_000);
  }

  private static final String BACKSLASHES =
      "{\"type\":\"user\",\"cwd\":\"C:\\\\\",\"toolUseResult\":[\"\\\\\",\"\\\\\\\\\",\"\\\\\\\"\",\"\\\\\"],"
          + "\"message\":{\"content\":\"\\\\\\\\\\\\\\\"\\\\\"},\"sessionId\":\"S\"}";

  private static final int LONGEST = 90;
  private static final int KEPT = 70;

  private static List<Long> place(Reject reject) {
    return List.of(reject.line(), reject.offset(), reject.length());
  }

  private static Set<Long> linesOf(RecordingSink.Told told) {
    return told.entries.stream()
        .map(entry -> entry.envelope().at().line())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Gives a few bytes at a time, as a slow disk does. */
  private static final class Dripping extends ByteArrayInputStream {
    private final Random random;

    Dripping(byte[] bytes, long seed) {
      super(bytes);
      random = new Random(seed);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return super.read(
          bytes, offset, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 2 : 60)));
    }
  }

  @Test
  void lineOf300MegabytesIsReadInAHeapOf256() throws IOException, InterruptedException {
    ChildJvm.Result result = new ChildJvm().heap("256m").run(LongLinesTest.class);
    assertThat(result.exit()).as(result.said()).isZero();
    assertThat(result.said()).contains("entries 3, refused 0, longest over 300000000: true");
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
