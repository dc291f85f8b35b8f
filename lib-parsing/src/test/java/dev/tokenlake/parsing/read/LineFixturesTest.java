package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.entry.UserEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines that must be taken ({@code y_}), must be refused ({@code n_}), or may be either ({@code
 * i_}: they are taken here, with the broken character replaced). Whatever they are, their
 * neighbours survive.
 */
class LineFixturesTest {
  private static final Path FOLDER = Path.of("src/test/resources/lines");
  private static final byte[] GOOD = SampleLines.ASSISTANT.getBytes(StandardCharsets.UTF_8);

  static Stream<String> fixtures() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void lineBetweenGoodOnesIsTakenOrRefusedAndItsNeighboursSurvive(String name) throws IOException {
    byte[] line = Files.readAllBytes(FOLDER.resolve(name));
    RecordingSink.Told told = DifferentialTest.agreeing(List.of(GOOD, line, GOOD));

    assertThat(told.entries.get(0).envelope().at().line()).isEqualTo(1);
    assertThat(told.entries.get(told.entries.size() - 1).envelope().at().line()).isEqualTo(3);
    assertTakenOrRefused(name, told.entries(UserEntry.class), told.rejects);
    assertThat(told.outcome.entries()).isEqualTo(name.startsWith("n_") ? 2 : 3);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void lineAloneIsTakenOrRefused(String name) throws IOException {
    byte[] line = Files.readAllBytes(FOLDER.resolve(name));
    RecordingSink.Told told = DifferentialTest.agreeing(List.of(line));
    assertTakenOrRefused(name, told.entries(UserEntry.class), told.rejects);
    assertThat(told.rejects).allMatch(reject -> reject.length() == line.length);
  }

  private static void assertTakenOrRefused(
      String name, List<UserEntry> entries, List<Reject> rejects) {
    if (name.startsWith("n_")) {
      assertThat(entries).isEmpty();
      assertThat(rejects).hasSize(1);
    } else {
      assertThat(entries).hasSize(name.equals("y_glued.jsonl") ? 2 : 1);
      assertThat(rejects).isEmpty();
    }
  }

  @Test
  void reasonsAreThoseOfTheFirstThingThatIsWrong() throws IOException {
    assertThat(reason("n_open_string")).isEqualTo(RejectReason.TRUNCATED);
    assertThat(reason("n_cut_after_nested_head")).isEqualTo(RejectReason.TRUNCATED);
    assertThat(reason("n_array")).isEqualTo(RejectReason.NOT_AN_OBJECT);
    assertThat(reason("n_word")).isEqualTo(RejectReason.NOT_JSON);
    assertThat(reason("n_deep_1001")).isEqualTo(RejectReason.TOO_DEEP);
    assertThat(reason("n_deep_100000_open")).isEqualTo(RejectReason.TOO_DEEP);
    assertThat(reason("n_nuls_only")).isEqualTo(RejectReason.NOT_JSON);
  }

  @Test
  void damagedLinesThatGiveEntriesCountAsSalvaged() throws IOException {
    for (String name : List.of("y_leading_nuls", "y_splice", "y_glued", "y_garbage_behind")) {
      RecordingSink.Told told = told(name);
      assertThat(told.outcome.salvaged()).as(name).isEqualTo(1);
      assertThat(told.outcome.entries()).as(name).isEqualTo(1);
    }
    assertThat(told("y_plain").outcome.salvaged()).isZero();
  }

  @Test
  void brokenCharactersOfKeptStringsAreReplaced() throws IOException {
    assertThat(told("i_invalid_utf8_in_kept_string").entries.get(0).envelope().gitBranch())
        .contains("a\uFFFDb");
  }

  private static RejectReason reason(String name) throws IOException {
    return told(name).rejects.get(0).reason();
  }

  private static RecordingSink.Told told(String name) throws IOException {
    return DifferentialTest.agreeing(List.of(Files.readAllBytes(FOLDER.resolve(name + ".jsonl"))));
  }
}
