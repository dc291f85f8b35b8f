package dev.tokenlake.parsing.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.entry.TokenUsage;
import dev.tokenlake.parsing.read.FileOutcome;
import dev.tokenlake.parsing.read.LogReader;
import dev.tokenlake.parsing.read.Reject;
import dev.tokenlake.parsing.read.RejectReason;
import dev.tokenlake.parsing.sample.SampleArchive;
import dev.tokenlake.parsing.sample.SampleSpec;
import dev.tokenlake.parsing.sample.SampleSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileCollectorTest {
  @TempDir private static Path folder;

  private static SampleSummary sample;
  private static List<FileFacts> files;

  @BeforeAll
  static void readASample() throws IOException {
    Path archive = folder.resolve("archive");
    sample =
        new SampleArchive(SampleSpec.DEFAULT.withSessions(40).withMeanBytes(12_000)).write(archive);
    files = read(archive);
  }

  @Test
  void theOrderOfFilesChangesNothing() {
    Map<String, Response> responses =
        merged(files, FileFacts::responses, Response::key, Response::merge);
    Map<String, SessionSpan> spans =
        merged(files, FileFacts::spans, SessionSpan::sessionId, SessionSpan::merge);
    List<FileFacts> shuffled = new ArrayList<>(files);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(merged(shuffled, FileFacts::responses, Response::key, Response::merge))
          .isEqualTo(responses);
      assertThat(merged(shuffled, FileFacts::spans, SessionSpan::sessionId, SessionSpan::merge))
          .isEqualTo(spans);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "projects/p/notes.jsonl, true",
    "backup.tar.gz!/projects/p/notes.jsonl, true",
    "projects/p/s/subagents/workflows/wf_1/journal.jsonl, false",
    "backup.tar.gz, false",
    "backup.zip, false"
  })
  void aJournalAndAPackedFolderAreNoTranscripts(String name, boolean isOne) {
    List<FileFacts> told = new ArrayList<>();
    FileCollector collector = new FileCollector(told::add);
    collector.begin(new LogFile("m", name, FileKind.of(name)));
    collector.end(new FileOutcome(0, 0, Map.of(), 0, 0, 0, 0, 0, 0, Optional.empty()));

    assertThat(told).hasSize(1);
    assertThat(told.get(0).transcript().isPresent()).isEqualTo(isOne);
  }

  @Test
  void mergedFilesHoldWhatTheSampleWasMadeOf() {
    Map<String, Response> responses =
        merged(files, FileFacts::responses, Response::key, Response::merge);

    assertThat(responses).hasSize((int) sample.responses());
    assertThat(sum(responses, TokenUsage::input)).isEqualTo(sample.tokens().input());
    assertThat(sum(responses, TokenUsage::output)).isEqualTo(sample.tokens().output());
    assertThat(sum(responses, TokenUsage::cacheRead)).isEqualTo(sample.tokens().cacheRead());
    assertThat(sum(responses, TokenUsage::cacheWrite)).isEqualTo(sample.tokens().cacheWrite());
    // Branches, agents and several lines per response tell more than once.
    assertThat(files.stream().mapToInt(file -> file.responses().size()).sum())
        .isGreaterThan(responses.size());
  }

  @Test
  void aLineWithoutASessionBelongsToTheOneBeforeIt() throws IOException {
    Path log = Files.createDirectories(folder.resolve("inherited")).resolve("file.jsonl");
    Files.writeString(
        log,
        """
        {"type":"assistant","uuid":"u1","message":{"id":"m1","model":"m","usage":{"input_tokens":1}}}
        {"type":"user","sessionId":"S","uuid":"u2","message":{"role":"user","content":"hi"}}
        {"type":"assistant","uuid":"u3","message":{"id":"m2","model":"m","usage":{"input_tokens":1}}}
        """);

    FileFacts facts = read(log.getParent()).get(0);

    assertThat(facts.responses())
        .extracting(response -> response.origin().sessionId())
        .containsExactly("file", "S");
    assertThat(facts.transcript().orElseThrow().key()).isEqualTo("a:file.jsonl");
  }

  @Test
  void anAgentsTranscriptIsKnownOnceALineSaysItsSession() throws IOException {
    Path agents = Files.createDirectories(folder.resolve("agents/S/subagents"));
    Path log = Files.writeString(agents.resolve("agent-7.jsonl"), "{\"type\":\"user\",\"sess");
    assertThat(read(folder.resolve("agents")).get(0).transcript()).isEmpty();

    Files.writeString(
        log,
        """
        {"type":"user","sessionId":"S","uuid":"u1","message":{"role":"user","content":"hi"}}
        """);
    assertThat(read(folder.resolve("agents")).get(0).transcript())
        .get()
        .extracting(Transcript::key)
        .isEqualTo("S/7");
  }

  @Test
  void whatIsNoResponseIsAnEvent() throws IOException {
    Path log = Files.createDirectories(folder.resolve("events")).resolve("s.jsonl");
    Files.writeString(
        log,
        """
        {"type":"assistant","uuid":"u1","message":{"id":"m1","model":"<synthetic>","usage":{"input_tokens":0}}}
        {"type":"assistant","uuid":"u2","message":{"id":"m2","model":"m","usage":null}}
        {"type":"system","subtype":"api_error","uuid":"u3","error":{"status":529}}
        {"type":"system","subtype":"api_error","uuid":"u3","error":{"status":529}}
        {"type":"user","uuid":"u4","message":{"role":"user","content":"[Request interrupted by user]"}}
        """);

    FileFacts facts = read(log.getParent()).get(0);

    assertThat(facts.responses()).isEmpty();
    assertThat(facts.prompts()).isEmpty();
    assertThat(facts.events())
        .extracting(SessionEvent::kind)
        .containsExactly(
            EventKind.SYNTHETIC_ERROR,
            EventKind.RESPONSE_WITHOUT_USAGE,
            EventKind.API_ERROR,
            EventKind.INTERRUPTED);
  }

  @Test
  void aFewRefusedLinesKeepTheirPlacesAndTheRestIsSummedUpByReason() throws IOException {
    Path log = Files.createDirectories(folder.resolve("refused")).resolve("s.jsonl");
    long pairs = 2_000;
    String sound = "{\"type\":\"user\",\"uuid\":\"u\"}\n";
    Files.writeString(log, sound + "no json\n42\n".repeat((int) pairs));

    FileFacts facts = read(log.getParent()).get(0);

    List<RefusedLines> single = facts.rejects().subList(0, RefusedLinesBuilder.MOST_PLACES);
    assertThat(single).allMatch(lines -> lines.more() == 0);
    assertThat(single)
        .extracting(lines -> lines.first().line())
        .isEqualTo(LongStream.rangeClosed(2, 1 + single.size()).boxed().toList());
    long next = 2L + single.size();
    long offset = sound.length() + 11L * single.size() / 2;
    long rest = pairs - single.size() / 2;
    assertThat(facts.rejects().subList(single.size(), facts.rejects().size()))
        .containsExactly(
            new RefusedLines(new Reject(next, offset, 7, RejectReason.NOT_JSON), rest - 1),
            new RefusedLines(
                new Reject(next + 1, offset + 8, 2, RejectReason.NOT_AN_OBJECT), rest - 1));
    assertThat(facts.outcome().rejected()).isEqualTo(2 * pairs);
  }

  @Test
  void thatAFileCouldNotBeReadToItsEndIsNoneOfItsRefusedLines() {
    List<FileFacts> told = new ArrayList<>();
    FileCollector collector = new FileCollector(told::add);
    int lines = RefusedLinesBuilder.MOST_PLACES + 2;
    for (String name : List.of("a.jsonl", "b.jsonl")) {
      collector.begin(new LogFile("m", name, FileKind.of(name)));
      for (int line = 1; line <= lines; line++) {
        collector.refuse(new Reject(line, line, 1, RejectReason.UNREADABLE_FILE));
      }
      collector.refuse(new Reject(0, 0, 9, RejectReason.UNREADABLE_FILE));
      collector.end(new FileOutcome(lines, 0, Map.of(), lines, 0, 0, 0, 0, 0, Optional.empty()));
    }

    assertThat(told).hasSize(2);
    for (FileFacts file : told) {
      assertThat(file.rejects())
          .hasSize(lines)
          .contains(
              new RefusedLines(new Reject(0, 0, 9, RejectReason.UNREADABLE_FILE), 0),
              new RefusedLines(
                  new Reject(lines - 1, lines - 1, 1, RejectReason.UNREADABLE_FILE), 1));
    }
  }

  private static List<FileFacts> read(Path root) {
    List<FileFacts> read = new ArrayList<>();
    FileCollector collector = new FileCollector(read::add);
    LogReader reader = new LogReader();
    for (LogInput input : new LogFinder().find(List.of(new ArchiveRoot("a", root))).inputs()) {
      reader.read(input, collector);
    }
    return read;
  }

  private static <T> Map<String, T> merged(
      List<FileFacts> files,
      Function<FileFacts, List<T>> part,
      Function<T, String> key,
      BinaryOperator<T> merge) {
    Map<String, T> merged = new HashMap<>();
    files.forEach(
        file -> part.apply(file).forEach(fact -> merged.merge(key.apply(fact), fact, merge)));
    return merged;
  }

  private static long sum(
      Map<String, Response> responses, java.util.function.ToLongFunction<TokenUsage> tokens) {
    return responses.values().stream()
        .mapToLong(response -> tokens.applyAsLong(response.telling().usage().tokens()))
        .sum();
  }
}
