package dev.tokenlake.jobs.ingest;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.facts.FactKind;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.PlannedInput;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.jobs.testing.TarMember;
import dev.tokenlake.jobs.testing.TestSpark;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a packed folder are handed out log by log, so that it may be larger than the memory. */
class ParseInputsTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final RecordCodec<Fact> CODEC = new RecordCodec<>(Fact.class);
  private static final int MEMBERS = 3;

  @TempDir private Path folder;

  @Test
  void rowsOfTheFirstMemberAreThereBeforeTheLastIsRead() throws IOException {
    Path tar = tar();
    Iterator<Row> rows = parse(new LongAccumulator()).call(bins(tar).iterator());

    List<Fact> first = upTo(FactKind.FILE, rows);
    // What had been read by now cannot be lost any more.
    cut(tar, Files.size(tar) / 2);
    List<Fact> rest = upTo(FactKind.INPUT, rows);

    assertThat(names(first)).containsExactly("backup.tar!/p/0.jsonl");
    assertThat(names(rest)).containsExactly("backup.tar!/p/1.jsonl", "backup.tar");
    assertThat(reasons(rest)).containsExactly("UNREADABLE_FILE", "UNREADABLE_FILE");
    assertThat(rest.get(rest.size() - 1).input().orElseThrow().crc32c()).isEmpty();
    assertThat(rows.hasNext()).isFalse();
  }

  @Test
  void membersBeforeTheDamageStandAndTheInputIsToldLast() throws IOException {
    Path tar = tar();
    cut(tar, Files.size(tar) / 2);
    LongAccumulator bytesRead = new LongAccumulator();

    List<Fact> facts = new ArrayList<>();
    parse(bytesRead)
        .call(bins(tar).iterator())
        .forEachRemaining(row -> facts.add(CODEC.fromRow(row)));

    assertThat(names(facts))
        .containsExactly("backup.tar!/p/0.jsonl", "backup.tar!/p/1.jsonl", "backup.tar");
    assertThat(reasons(facts)).containsExactly("DAMAGED_ARCHIVE", "DAMAGED_ARCHIVE");
    assertThat(facts).filteredOn(fact -> fact.kind() == FactKind.INPUT).hasSize(1);
    assertThat(facts.get(facts.size() - 1).input().orElseThrow().crc32c()).isPresent();
    assertThat(bytesRead.value()).isEqualTo(Files.size(tar));
  }

  @Test
  void aTaskThatEndsBeforeAllRowsWereAskedForLeavesNoFileOpen() throws IOException {
    assumeTrue(
        Files.isDirectory(DESCRIPTORS),
        "SKIPPED aTaskThatEndsBeforeAllRowsWereAskedForLeavesNoFileOpen: no " + DESCRIPTORS);
    Path tar = tar();
    Iterator<Row> rows = parse(new LongAccumulator()).call(bins(tar).iterator());
    assertThat(rows.hasNext()).isTrue();
    assertThat(open(tar)).as("open while it is read").isOne();
    rows.forEachRemaining(row -> {});
    assertThat(open(tar)).isZero();

    JavaSparkContext context = new JavaSparkContext(TestSpark.session().sparkContext());
    LongAccumulator bytesRead = context.sc().longAccumulator();
    Row first = context.parallelize(bins(tar), 1).mapPartitions(parse(bytesRead)).first();

    assertThat(CODEC.fromRow(first).kind()).isEqualTo(FactKind.RESPONSE);
    assertThat(bytesRead.value()).as("bytes of inputs that were read to their end").isZero();
    assertThat(open(tar)).isZero();
  }

  private static ParseInputs parse(LongAccumulator bytesRead) {
    return new ParseInputs(CODEC, bytesRead);
  }

  /** Logs that are larger than what is read ahead of them. */
  private Path tar() {
    return TarMember.write(
        folder.resolve("backup.tar"),
        IntStream.range(0, MEMBERS)
            .mapToObj(i -> new TarMember("p/" + i + ".jsonl", log(i)))
            .toArray(TarMember[]::new));
  }

  private static String log(int member) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      log.append(response("s" + member, member + "-" + i, "2026-01-05T08:00:00.000Z"));
    }
    return log.toString();
  }

  private static List<InputPacker.Bin> bins(Path tar) throws IOException {
    LogInput input =
        new LogFinder().find(List.of(new ArchiveRoot("m", tar.getParent()))).inputs().get(0);
    return InputPacker.pack(List.of(new PlannedInput(input, InputName.of(input), 1, "")), 1);
  }

  private static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  /** Takes facts up to the first of a kind. */
  private static List<Fact> upTo(FactKind kind, Iterator<Row> rows) {
    List<Fact> facts = new ArrayList<>();
    do {
      facts.add(CODEC.fromRow(rows.next()));
    } while (facts.get(facts.size() - 1).kind() != kind);
    return facts;
  }

  private static List<String> names(List<Fact> facts) {
    return facts.stream()
        .flatMap(fact -> fact.file().stream())
        .map(fact -> fact.file().name())
        .toList();
  }

  private static List<String> reasons(List<Fact> facts) {
    return facts.stream()
        .flatMap(fact -> fact.reject().stream())
        .map(fact -> fact.reject().reason().name())
        .toList();
  }

  /** How often this process holds a file open. */
  private static long open(Path file) throws IOException {
    Path real = file.toRealPath();
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return descriptors.filter(descriptor -> pointsTo(descriptor, real)).count();
    }
  }

  private static boolean pointsTo(Path descriptor, Path real) {
    try {
      return Files.readSymbolicLink(descriptor).equals(real);
    } catch (IOException e) {
      // The one of the listing itself.
      return false;
    }
  }
}
