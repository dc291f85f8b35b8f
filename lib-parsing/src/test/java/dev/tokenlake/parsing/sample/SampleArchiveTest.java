package dev.tokenlake.parsing.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleArchiveTest {

  private static final SampleSpec SMALL = SampleSpec.DEFAULT.withSessions(64).withMeanBytes(20_000);

  @TempDir Path folder;

  @Test
  void sameSeedGivesTheSameFilesOnAnyNumberOfThreads() throws Exception {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    new ForkJoinPool(1).submit(() -> new SampleArchive(SMALL).write(one)).get();
    new ForkJoinPool(5).submit(() -> new SampleArchive(SMALL).write(two)).get();

    assertThat(contents(two)).isEqualTo(contents(one));
  }

  @Test
  void otherSeedGivesOtherFiles() throws IOException {
    new SampleArchive(SMALL).write(folder.resolve("one"));
    new SampleArchive(SMALL.withSeed(2)).write(folder.resolve("two"));

    assertThat(contents(folder.resolve("two")).keySet())
        .doesNotContainAnyElementsOf(
            contents(folder.resolve("one")).keySet().stream()
                .filter(name -> name.startsWith("projects"))
                .toList());
  }

  @Test
  void everyStructureOfRealLogsIsThere() throws IOException {
    new SampleArchive(SMALL).write(folder);

    assertThat(SampleFeatures.of(folder))
        .containsAll(Arrays.asList(SampleFeatures.Feature.values()));
  }

  @Test
  void summaryTellsWhatIsOnDisk() throws IOException {
    SampleSummary summary = new SampleArchive(SMALL).write(folder);

    List<Path> logs = logs();
    long bytes = 0;
    long lines = 0;
    for (Path log : logs) {
      byte[] text = Files.readAllBytes(log);
      bytes += text.length;
      for (byte each : text) {
        lines += each == '\n' ? 1 : 0;
      }
      lines += text[text.length - 1] == '\n' ? 0 : 1;
    }
    assertThat(summary.sessionFiles()).isEqualTo(64);
    assertThat(summary.files()).isEqualTo(logs.size());
    assertThat(summary.bytes()).isEqualTo(bytes);
    assertThat(summary.lines()).isEqualTo(lines);
  }

  @Test
  void sessionsAreAboutAsLargeAsAskedFor() throws IOException {
    SampleSummary summary =
        new SampleArchive(SampleSpec.DEFAULT.withSessions(300).withMeanBytes(40_000)).write(folder);

    assertThat(summary.bytes() / summary.sessionFiles()).isBetween(30_000L, 50_000L);
  }

  @Test
  void nothingHappensBeforeTheFirstDayOrAfterTheLast() throws IOException {
    LocalDate first = LocalDate.of(2025, 12, 30);
    LocalDate last = LocalDate.of(2026, 1, 2);
    new SampleArchive(SMALL.withDays(first, last)).write(folder);

    assertThat(SampleFeatures.days(folder)).first().isEqualTo(first);
    assertThat(SampleFeatures.days(folder)).last().isEqualTo(last);
  }

  @Test
  void aFolderWithSomethingInItIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("mine"), "");

    assertThatThrownBy(() -> new SampleArchive(SMALL).write(folder))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("not an empty folder");
    assertThat(folder).isDirectoryContaining("glob:**/mine").isNotEmptyDirectory();
  }

  @Test
  void impossibleSpecsAreRefused() {
    assertThatThrownBy(() -> SMALL.withSessions(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Sessions must be at least 1: 0");
    assertThatThrownBy(() -> SMALL.withMeanBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Mean bytes must be at least 1: 0");
    assertThatThrownBy(() -> SMALL.withDays(SMALL.to(), SMALL.from()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Last day 2026-01-09 is before first day 2026-03-03");
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("projects"))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
  }

  /** Each file's content and age. */
  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> contents.put(root.relativize(file).toString(), content(file)));
    }
    return contents;
  }

  private static String content(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis()
          + " "
          + Arrays.hashCode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
