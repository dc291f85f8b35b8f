package dev.tokenlake.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for every notebook as it is committed. They need no Python. */
class CommittedNotebooksTest {

  private static final Pattern PINNED = Pattern.compile("[A-Za-z0-9_.-]+==[A-Za-z0-9.]+");

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(Module.FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void holdsNoOutput(Path notebook) throws IOException {
    for (JsonNode cell : codeCells(notebook)) {
      assertThat(cell.path("outputs")).isEmpty();
      assertThat(cell.path("execution_count").isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void asksItsQuestionThenTakesTheLakeThenAnswers(Path notebook) throws IOException {
    List<JsonNode> code = codeCells(notebook);

    assertThat(cells(notebook).get(0).path("source").get(0).asText())
        .startsWith("# ")
        .endsWith("?");
    assertThat(code.get(0).path("metadata").path("tags").get(0).asText()).isEqualTo("parameters");
    assertThat(code.get(0).path("source").toString()).contains("lake = ");
    assertThat(code.get(1).path("id").asText()).isEqualTo("answer");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isListedInTheReadme(Path notebook) throws IOException {
    assertThat(Files.readString(Module.FOLDER.resolve("README.md")))
        .contains("(" + notebook.getFileName() + ")");
  }

  @Test
  void everyPackageIsPinned() throws IOException {
    assertThat(Files.readAllLines(Module.FOLDER.resolve("requirements.txt")))
        .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
        .hasSizeGreaterThan(10)
        .allSatisfy(line -> assertThat(line).matches(PINNED));
  }

  private static List<JsonNode> codeCells(Path notebook) throws IOException {
    return cells(notebook).stream()
        .filter(cell -> cell.path("cell_type").asText().equals("code"))
        .toList();
  }

  private static List<JsonNode> cells(Path notebook) throws IOException {
    JsonNode cells = new ObjectMapper().readTree(notebook.toFile()).path("cells");
    return Stream.iterate(0, i -> i < cells.size(), i -> i + 1).map(cells::get).toList();
  }
}
