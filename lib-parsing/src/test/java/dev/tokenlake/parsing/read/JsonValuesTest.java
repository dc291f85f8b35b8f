package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.parsing.entry.UserEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Values that are JSON ({@code y}), values that are none ({@code n}), and strings that are none by
 * the letter and are taken all the same ({@code i}), each as the value of a key of a record: alone,
 * and between good records, which survive. {@link LineFixturesTest} has whole lines.
 */
class JsonValuesTest {
  /** A verdict and a value, which is spelled as a JSON string. */
  private static final Path CASES = Path.of("src/test/resources/values.tsv");

  private static final byte[] GOOD = SampleLines.ASSISTANT.getBytes(StandardCharsets.UTF_8);

  private static List<String> values(char verdict) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> values = new ArrayList<>();
    for (String line : Files.readAllLines(CASES)) {
      if (line.charAt(0) == verdict) {
        values.add(json.readValue(line.substring(2), String.class));
      }
    }
    return values;
  }

  /** Whether a record with the value gives its entry; whatever it is, good neighbours survive. */
  private static boolean isTaken(String value) {
    byte[] line =
        ("{\"x\":" + value + ",\"type\":\"user\",\"uuid\":\"X\"}").getBytes(StandardCharsets.UTF_8);
    RecordingSink.Told told = DifferentialTest.agreeing(List.of(GOOD, line, GOOD));
    List<Long> lines = told.entries.stream().map(entry -> entry.envelope().at().line()).toList();
    boolean taken = lines.contains(2L);
    assertThat(lines).containsExactlyElementsOf(taken ? List.of(1L, 2L, 3L) : List.of(1L, 3L));
    assertThat(told.rejects).hasSize(taken ? 0 : 1);
    assertThat(told.rejects).allMatch(r -> r.line() == 2 && r.length() == line.length);

    RecordingSink.Told alone = DifferentialTest.agreeing(List.of(line));
    assertThat(alone.entries(UserEntry.class)).hasSize(taken ? 1 : 0);
    assertThat(alone.rejects).hasSize(taken ? 0 : 1);
    return taken;
  }

  @Test
  void soundValuesAreTakenAndUnsoundOnesRefused() throws IOException {
    assertThat(values('y')).allSatisfy(value -> assertThat(isTaken(value)).isTrue());
    assertThat(values('n')).allSatisfy(value -> assertThat(isTaken(value)).isFalse());
  }

  @Test
  void oddStringsCostNoLine() throws IOException {
    assertThat(values('i')).allSatisfy(value -> assertThat(isTaken(value)).isTrue());
  }

  @Test
  void longAndDeepValuesAreTaken() {
    for (String part : List.of("x", "é", "\\\\", "\\\"", "\\n", "\\u00e9")) {
      assertThat(isTaken('"' + part.repeat(70_000) + '"')).as(part).isTrue();
      assertThat(isTaken('"' + part.repeat(70_000))).as(part).isFalse();
    }
    assertThat(isTaken("[" + "1,".repeat(5_000) + "1]")).isTrue();
    assertThat(isTaken("[".repeat(500) + "]".repeat(500))).isTrue();
    assertThat(isTaken("{\"a\":".repeat(500) + "1" + "}".repeat(500))).isTrue();
    assertThat(isTaken("[".repeat(500) + "]".repeat(499))).isFalse();
  }

  @Test
  void casesAreAsManyAsThePublicSuiteOfParsingTestsHas() throws IOException {
    assertThat(values('y').size() + values('n').size() + values('i').size())
        .isGreaterThanOrEqualTo(318);
  }
}
