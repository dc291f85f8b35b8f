package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.LineRef;
import dev.tokenlake.parsing.entry.LogEntry;
import dev.tokenlake.parsing.entry.ToolResult;
import dev.tokenlake.parsing.entry.UserEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Three readers that share little, on lines of every kind and on damaged ones. */
class DifferentialTest {
  private static final int BATCH = 5_000;

  /** Seeded, so that every run of as many mutants has the same. */
  private static final int MUTANTS = Integer.getInteger("mutants", 100_000);

  @Test
  void fastExactAndNaiveReadersAgreeOnAHundredThousandMutantsOrMore() throws IOException {
    long objects = 0;
    long refused = 0;
    for (int batch = 0; batch < MUTANTS / BATCH; batch++) {
      LineMutator mutator = new LineMutator(1000 + batch, SampleLines.all());
      List<byte[]> lines = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        lines.add(mutator.next());
      }
      RecordingSink.Told fast = agreeing(lines);
      objects += agreesWithNaive(lines, fast);
      refused += fast.outcome.rejected();
    }
    // The mutants are worth something: many are still one record, many are not.
    assertThat(objects).isBetween(MUTANTS * 3L / 10, MUTANTS * 7L / 10);
    assertThat(refused).isBetween(MUTANTS * 2L / 10, MUTANTS * 6L / 10);
  }

  @Test
  void unchangedLinesGiveTheEntriesTheNaiveReaderSees() throws IOException {
    List<byte[]> lines = SampleLines.all();
    assertThat(agreesWithNaive(lines, agreeing(lines))).isEqualTo(lines.size());
  }

  /** Reads lines with both readers, which must tell the same. */
  static RecordingSink.Told agreeing(List<byte[]> lines) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      log.writeBytes(line);
      log.write('\n');
    }
    RecordingSink.Told fast = told(new LogScan(true), log.toByteArray());
    RecordingSink.Told exact = told(new LogScan(false), log.toByteArray());
    if (!fast.rejects.equals(exact.rejects) || !fast.entries.equals(exact.entries)) {
      for (byte[] line : lines) {
        RecordingSink.Told one = told(new LogScan(true), line);
        RecordingSink.Told other = told(new LogScan(false), line);
        String shown = new String(line, StandardCharsets.UTF_8);
        assertThat(one.entries).as(shown).isEqualTo(other.entries);
        assertThat(one.outcome).as(shown).isEqualTo(other.outcome);
      }
    }
    assertThat(fast.entries).isEqualTo(exact.entries);
    assertThat(fast.seen).isEqualTo(exact.seen);
    assertThat(fast.rejects).isEqualTo(exact.rejects);
    assertThat(fast.outcome).isEqualTo(exact.outcome);
    assertThat(fast.outcome.lines()).isEqualTo(lines.size());
    return fast;
  }

  static RecordingSink.Told told(LogScan scan, byte[] log) {
    RecordingSink sink = new RecordingSink();
    LogFile file = new LogFile("s", "a.jsonl", FileKind.MAIN);
    scan.scan(file, new ByteArrayInputStream(log), sink);
    return sink.only();
  }

  /** Compares the lines that are one object; returns how many are. */
  static int agreesWithNaive(List<byte[]> lines, RecordingSink.Told told) throws IOException {
    Map<Long, List<LogEntry>> entries = new HashMap<>();
    for (LogEntry entry : told.entries) {
      entries
          .computeIfAbsent(entry.envelope().at().line(), line -> new ArrayList<>())
          .add(withoutSizes(entry));
    }
    Set<Long> refused = told.rejects.stream().map(Reject::line).collect(Collectors.toSet());
    NaiveRecords naive = new NaiveRecords();
    int objects = 0;
    long offset = 0;
    for (int i = 0; i < lines.size(); i++) {
      Optional<JsonNode> tree = naive.tree(lines.get(i));
      if (tree.isPresent()) {
        objects++;
        LineRef at = new LineRef(i + 1, offset);
        List<LogEntry> expected = naive.entry(tree.get(), at).map(List::of).orElse(List.of());
        long line = i + 1L;
        assertThat(refused.contains(line)).isEqualTo(naive.beyondCount());
        if (naive.beyondCount()) {
          expected = List.of();
        }
        List<LogEntry> actual = entries.getOrDefault(line, List.of());
        if (!actual.equals(expected)) {
          assertThat(actual)
              .as(new String(lines.get(i), StandardCharsets.UTF_8))
              .isEqualTo(expected);
        }
      }
      offset += lines.get(i).length + 1;
    }
    return objects;
  }

  private static LogEntry withoutSizes(LogEntry entry) {
    if (!(entry instanceof UserEntry user)) {
      return entry;
    }
    return new UserEntry(
        user.envelope(),
        user.kind(),
        user.promptId(),
        user.promptSource(),
        user.permissionMode(),
        0,
        user.toolResults().stream().map(r -> new ToolResult(r.callId(), 0, r.error())).toList());
  }
}
