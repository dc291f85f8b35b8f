package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.parsing.count.Compaction;
import dev.tokenlake.parsing.count.FileCollector;
import dev.tokenlake.parsing.count.FileFacts;
import dev.tokenlake.parsing.count.FileMark;
import dev.tokenlake.parsing.count.Prompt;
import dev.tokenlake.parsing.count.RefusedLines;
import dev.tokenlake.parsing.count.Response;
import dev.tokenlake.parsing.count.SessionEvent;
import dev.tokenlake.parsing.count.SessionSpan;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.sample.SampleArchive;
import dev.tokenlake.parsing.sample.SampleSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log read in two parts says what it says when it is read as a whole. */
class ReadOnTest {
  private static final String SESSION = "5e551011-0000-4000-8000-000000000001";
  private static final String OTHER = "5e551011-0000-4000-8000-000000000002";

  /** Everything that a part has to remember of the one before: each line depends on another. */
  private static final List<String> CHAINED =
      List.of(
          "{\"type\":\"attachment\",\"timestamp\":\"2026-01-01T00:00:09Z\"}",
          "{\"type\":\"user\",\"sessionId\":\"S\",\"uuid\":\"u0\",\"timestamp\":\"2026-01-01T00:00:05Z\","
              + "\"message\":{\"content\":\"hi\"}}",
          "{\"type\":\"attachment\",\"sessionId\":\"S\",\"cwd\":\"/late\",\"timestamp\":\"2026-01-01T00:00:08Z\"}",
          "{\"type\":\"assistant\",\"uuid\":\"u1\",\"message\":{\"id\":\"m1\",\"usage\":{\"output_tokens\":1}}}",
          "{\"type\":\"attachment\",\"sessionId\":\"S\",\"cwd\":\"/later\",\"timestamp\":\"2027-01-01T00:00:00Z\"}",
          "{\"type\":\"user\",\"sessionId\":\"S\",\"cwd\":\"/earlier\",\"timestamp\":\"2025-01-01T00:00:00Z\","
              + "\"message\":{\"content\":\"out of order\"}}",
          "{\"type\":\"user\",\"sessionId\":\"T\",\"gitBranch\":\"b\",\"cwd\":\"/t\",\"uuid\":\"u2\"}",
          "not json",
          "{\"type\":\"worktree-state\",\"sessionId\":\"T\",\"worktreeSession\":"
              + "{\"originalCwd\":\"/z\",\"worktreePath\":\"/w\"}}",
          "{\"type\":\"worktree-state\",\"worktreeSession\":"
              + "{\"originalCwd\":\"/a\",\"worktreePath\":\"/w\"}}",
          "",
          "{\"type\":\"user\",\"cwd\":\"/inherited\",\"timestamp\":\"2024-01-01T00:00:00Z\"}",
          "{\"type\":\"assistant\",\"message\":{\"id\":\"m1\",\"stop_reason\":\"end_turn\","
              + "\"usage\":{\"output_tokens\":1}}}",
          "{\"type\":\"assistant\",\"message\":{\"usage\":{\"output_tokens\":-1}}}",
          "{\"type\":\"system\",\"subtype\":\"compact_boundary\"}",
          "{\"type\":\"attachment\",\"sessionId\":\"T\",\"cwd\":\"/never\",\"timestamp\":\"2028-01-01T00:00:00Z\"}",
          "{\"parentUuid\":\"{\"type\":\"user\",\"sessionId\":\"S\",\"uuid\":\"u9\"}");

  @TempDir private Path folder;

  private final LogReader reader = new LogReader();

  private LogInput input(Path file) {
    return new LogFinder().find(List.of(new ArchiveRoot("s", file))).inputs().get(0);
  }

  private FileFacts read(Path file) {
    List<FileFacts> facts = new ArrayList<>();
    reader.read(input(file), new FileCollector(facts::add));
    assertThat(facts).hasSize(1);
    return facts.get(0);
  }

  private Optional<FileFacts> readOn(Path file, FileMark mark) {
    List<FileFacts> facts = new ArrayList<>();
    boolean read = reader.readOn(input(file), mark.read(), FileCollector.behind(mark, facts::add));
    assertThat(facts).hasSize(read ? 1 : 0);
    return facts.stream().findFirst();
  }

  /** What is compared: everything but the marks, by key. */
  private record Merged(
      FileOutcome outcome,
      TreeMap<String, Response> responses,
      TreeMap<String, Prompt> prompts,
      TreeMap<String, Compaction> compactions,
      TreeMap<String, SessionEvent> events,
      TreeMap<String, SessionSpan> spans,
      List<RefusedLines> rejects,
      List<Object> transcript) {

    static Merged of(FileFacts... parts) {
      FileFacts first = parts[0];
      FileFacts last = parts[parts.length - 1];
      return new Merged(
          parts.length == 1 ? first.outcome() : first.outcome().then(last.outcome()),
          merged(parts, FileFacts::responses, Response::key, Response::merge),
          merged(parts, FileFacts::prompts, Prompt::key, Prompt::merge),
          merged(parts, FileFacts::compactions, Compaction::key, Compaction::merge),
          merged(parts, FileFacts::events, SessionEvent::key, SessionEvent::merge),
          merged(parts, FileFacts::spans, SessionSpan::sessionId, SessionSpan::merge),
          Stream.of(parts).flatMap(part -> part.rejects().stream()).toList(),
          List.of(
              Stream.of(parts)
                  .map(part -> part.transcript().orElseThrow().key())
                  .distinct()
                  .toList(),
              first.transcript().orElseThrow().merge(last.transcript().orElseThrow())));
    }

    private static <T> TreeMap<String, T> merged(
        FileFacts[] parts,
        Function<FileFacts, List<T>> list,
        Function<T, String> key,
        BinaryOperator<T> merge) {
      TreeMap<String, T> merged = new TreeMap<>();
      for (FileFacts part : parts) {
        list.apply(part).forEach(fact -> merged.merge(key.apply(fact), fact, merge));
      }
      return merged;
    }
  }

  /** Reads a log in two parts, cut at a place; false when the first part has no mark. */
  private boolean isSameInParts(Path file, byte[] log, int cut, FileFacts whole)
      throws IOException {
    Files.write(file, Arrays.copyOf(log, cut));
    FileFacts first = read(file);
    Files.write(file, log);
    if (first.mark().isEmpty()) {
      return false;
    }
    FileMark mark = first.mark().get();
    assertThat(mark.read().offset()).isEqualTo(first.outcome().offset());
    FileFacts rest = readOn(file, mark).orElseThrow();
    assertThat(Merged.of(first, rest)).isEqualTo(Merged.of(whole));
    assertThat(rest.mark()).isEqualTo(whole.mark());
    return true;
  }

  private static List<Integer> lineEnds(byte[] log) {
    List<Integer> ends = new ArrayList<>();
    ends.add(0);
    for (int i = 0; i < log.length; i++) {
      if (log[i] == '\n') {
        ends.add(i + 1);
      }
    }
    return ends;
  }

  @Test
  void everyLineEndOfSampleLogsIsAPlaceToReadOn() throws IOException {
    Path archive = folder.resolve("archive");
    new SampleArchive(SampleSpec.DEFAULT.withSessions(25).withMeanBytes(9_000)).write(archive);
    int cuts = 0;
    int marked = 0;
    for (LogInput found : new LogFinder().find(List.of(new ArchiveRoot("s", archive))).inputs()) {
      if (!found.name().endsWith(".jsonl")) {
        continue;
      }
      byte[] log = Files.readAllBytes(found.path());
      FileFacts whole = read(found.path());
      for (int cut : lineEnds(log)) {
        cuts++;
        marked += isSameInParts(found.path(), log, cut, whole) ? 1 : 0;
      }
    }
    assertThat(cuts).isGreaterThan(300);
    // Only before the first record, and in copies that do not yet name their own session.
    assertThat(marked).isGreaterThan(cuts * 4 / 5);
  }

  @Test
  void whatALineTakesFromLinesBeforeItIsRememberedAtEveryByte() throws IOException {
    byte[] log = (String.join("\n", CHAINED) + "\n").getBytes(StandardCharsets.UTF_8);
    for (String name : List.of("S.jsonl", "agent-a1.jsonl")) {
      Path file = folder.resolve(name);
      Files.write(file, log);
      FileFacts whole = read(file);
      int marked = 0;
      for (int cut = 0; cut <= log.length; cut++) {
        marked += isSameInParts(file, log, cut, whole) ? 1 : 0;
      }
      assertThat(marked).isGreaterThan(log.length * 4 / 5);
    }
  }

  @Test
  void logsOfOddAndDamagedLinesAreTheSameInParts() throws IOException {
    Random random = new Random(7);
    int marked = 0;
    for (int seed = 0; seed < 300; seed++) {
      byte[] log = oddLog(new LineMutator(seed, lines()), random);
      Path file = folder.resolve(seed % 2 == 0 ? SESSION + ".jsonl" : "agent-a9.jsonl");
      Files.write(file, log);
      FileFacts whole = read(file);
      marked += isSameInParts(file, log, random.nextInt(log.length + 1), whole) ? 1 : 0;
    }
    assertThat(marked).isGreaterThan(150);
  }

  @Test
  void sharedLogsAreTheSameInParts() throws IOException {
    String folders = System.getenv("TOKENLAKE_LOGS");
    assumeTrue(folders != null, "SKIPPED sharedLogsAreTheSameInParts: TOKENLAKE_LOGS is not set");
    Random random = new Random(5);
    int files = 0;
    int marked = 0;
    for (String root : folders.split(":")) {
      for (LogInput found :
          new LogFinder().find(List.of(new ArchiveRoot("s", Path.of(root)))).inputs()) {
        byte[] log = Files.readAllBytes(found.path());
        Path file =
            Files.createDirectories(folder.resolve("copy")).resolve(found.path().getFileName());
        Files.write(file, log);
        FileFacts whole = read(file);
        files++;
        marked += isSameInParts(file, log, random.nextInt(log.length + 1), whole) ? 1 : 0;
        Files.delete(file);
      }
    }
    assertThat(marked).isBetween(files / 2, files);
  }

  private static List<byte[]> lines() {
    List<byte[]> lines = new ArrayList<>();
    for (byte[] line : SampleLines.all()) {
      String text = new String(line, StandardCharsets.UTF_8);
      lines.add(text.replace("\"S1\"", '"' + SESSION + '"').getBytes(StandardCharsets.UTF_8));
      lines.add(text.replace("\"S1\"", '"' + OTHER + '"').getBytes(StandardCharsets.UTF_8));
    }
    return lines;
  }

  private static byte[] oddLog(LineMutator mutator, Random random) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes(SampleLines.USER.replace("S1", SESSION).getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 30; i++) {
      log.write('\n');
      log.writeBytes(mutator.next());
    }
    if (random.nextBoolean()) {
      log.write('\n');
    }
    return log.toByteArray();
  }

  @Test
  void typesBeyondTheFirstHundredAreOtherInALaterPartToo() throws IOException {
    StringBuilder log = new StringBuilder(SampleLines.USER.replace("S1", SESSION)).append('\n');
    for (int i = 0; i < 150; i++) {
      log.append("{\"type\":\"t").append(i).append("\"}\n");
    }
    Path file = folder.resolve(SESSION + ".jsonl");
    byte[] bytes = log.toString().getBytes(StandardCharsets.UTF_8);
    Files.write(file, bytes);
    FileFacts whole = read(file);
    for (int cut : lineEnds(bytes).subList(1, 151)) {
      assertThat(isSameInParts(file, bytes, cut, whole)).isTrue();
    }
  }

  @Test
  void unterminatedLineThatCountsLeavesNoMark() throws IOException {
    Path file = folder.resolve("S1.jsonl");
    Files.writeString(file, SampleLines.USER + "\n" + SampleLines.USER);
    assertThat(read(file).outcome().lines()).isEqualTo(2);
    assertThat(read(file).mark()).isEmpty();
    Files.writeString(file, "\n{\"ty", StandardOpenOption.APPEND);
    assertThat(read(file).mark()).isPresent();
    assertThat(read(file).mark().get().read().lines()).isEqualTo(2);
  }

  @Test
  void packedLogsHaveNoMarksAndAreNotReadOn() throws IOException {
    Path plain = folder.resolve("S1.jsonl");
    Files.writeString(plain, SampleLines.USER + "\n");
    FileMark mark = read(plain).mark().orElseThrow();
    Path packed = folder.resolve("S1.jsonl.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write((SampleLines.USER + "\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(packed).outcome().lines()).isEqualTo(1);
    assertThat(read(packed).mark()).isEmpty();
    assertThat(readOn(packed, mark)).isEmpty();
  }

  @Test
  void logThatNoLongerBeginsTheSameIsNotReadOn() throws IOException {
    Path file = folder.resolve("S1.jsonl");
    String log = (SampleLines.USER + "\n" + SampleLines.ASSISTANT + "\n").repeat(50);
    Files.writeString(file, log);
    FileMark mark = read(file).mark().orElseThrow();
    assertThat(readOn(file, mark).orElseThrow().outcome().lines()).isZero();

    Files.writeString(file, log.replaceFirst("U1", "V1"));
    assertThat(readOn(file, mark)).isEmpty();
    Files.writeString(file, log.substring(0, log.length() - 3) + "9}\n");
    assertThat(readOn(file, mark)).isEmpty();
    Files.writeString(file, log.substring(0, log.length() - 1));
    assertThat(readOn(file, mark)).isEmpty();
    LogInput gone = input(file);
    Files.delete(file);
    assertThat(reader.readOn(gone, mark.read(), new RecordingSink())).isFalse();
    Files.createDirectory(file);
    assertThat(reader.readOn(gone, mark.read(), new RecordingSink())).isFalse();
  }
}
