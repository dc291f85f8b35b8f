package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A read that goes on as it is asked to says what a read at once says. */
class LogReadingTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"b.tar", "b.tar.gz", "b.tar.zst", "b.zip"})
  void aPackedFolderIsReadMemberByMember(String name) throws IOException {
    Path file = write(name);
    RecordingSink whole = new RecordingSink();
    new LogReader().read(input(file), whole);
    RecordingSink sink = new RecordingSink();

    List<Integer> told = new ArrayList<>();
    try (LogReading reading = new LogReader().begin(input(file), sink)) {
      assertThat(sink.files).isEmpty();
      while (reading.next()) {
        told.add(sink.files.size());
      }
      assertThat(reading.isOpened()).isTrue();
      assertThat(reading.next()).isFalse();
    }

    assertThat(whole.files).hasSizeGreaterThan(2);
    assertThat(told).contains(1, 2).isSorted().last().isEqualTo(whole.files.size());
    assertThat(sink.files)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(whole.files);
  }

  @Test
  void damageIsToldWhenTheReadComesToIt() throws IOException {
    byte[] tar = Packs.tar(Packs.log(20));
    Path file = folder.resolve("cut.tar");
    Files.write(file, Arrays.copyOf(tar, tar.length / 2));
    RecordingSink sink = new RecordingSink();

    try (LogReading reading = new LogReader().begin(input(file), sink)) {
      assertThat(reading.next()).isTrue();
      assertThat(sink.only().rejects).isEmpty();
      boolean more = true;
      while (more) {
        more = reading.next();
      }
      assertThat(reading.isOpened()).isTrue();
    }

    assertThat(sink.files).hasSizeGreaterThan(1);
    assertThat(sink.files.stream().flatMap(told -> told.reasons().stream()))
        .isNotEmpty()
        .containsOnly(RejectReason.DAMAGED_ARCHIVE);
  }

  @Test
  void anInputThatIsGoneIsRefusedAndNotOpened() throws IOException {
    Path file = folder.resolve("gone.tar");
    Files.write(file, Packs.tar(Packs.log(1)));
    LogInput input = input(file);
    Files.delete(file);
    RecordingSink sink = new RecordingSink();

    try (LogReading reading = new LogReader().begin(input, sink)) {
      assertThat(reading.isOpened()).isFalse();
      assertThat(sink.files).isEmpty();
      assertThat(reading.next()).isFalse();
      assertThat(reading.next()).isFalse();
    }

    assertThat(sink.only().reasons()).containsExactly(RejectReason.UNREADABLE_FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"b.tar", "b.tar.gz", "b.tar.zst", "b.zip"})
  void aReadThatIsGivenUpLeavesNothingOpenAndTellsNothingMore(String name) throws IOException {
    assumeTrue(
        Files.isDirectory(DESCRIPTORS),
        "SKIPPED aReadThatIsGivenUpLeavesNothingOpenAndTellsNothingMore: no " + DESCRIPTORS);
    Path file = write(name);
    RecordingSink sink = new RecordingSink();
    LogReading reading = new LogReader().begin(input(file), sink);
    while (sink.files.isEmpty()) {
      assertThat(reading.next()).isTrue();
    }
    assertThat(open(file)).isOne();

    reading.close();

    assertThat(open(file)).isZero();
    assertThat(reading.next()).isFalse();
    assertThat(sink.files).hasSize(1);
  }

  private Path write(String name) throws IOException {
    return Files.write(folder.resolve(name), packed(name));
  }

  private static byte[] packed(String name) throws IOException {
    byte[] log = Packs.log(20);
    if (name.endsWith(".zip")) {
      return Packs.zip(log);
    }
    byte[] tar = Packs.tar(log);
    return name.endsWith(".gz") ? Packs.gzip(tar) : name.endsWith(".zst") ? Packs.zstd(tar) : tar;
  }

  private static LogInput input(Path file) throws IOException {
    return new LogFinder().find(List.of(new ArchiveRoot("s", file))).inputs().get(0);
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
