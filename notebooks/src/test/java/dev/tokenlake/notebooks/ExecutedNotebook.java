package dev.tokenlake.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A notebook with what its cells showed. */
final class ExecutedNotebook {

  private final JsonNode cells;

  private ExecutedNotebook(JsonNode cells) {
    this.cells = cells;
  }

  /**
   * Executes the notebook on a lake.
   *
   * @throws AssertionError when a cell fails, with its source and traceback
   */
  static ExecutedNotebook of(String notebook, Python python, Path lake) {
    Path executed = Module.TARGET.resolve("executed").resolve(lake.getFileName());
    Command.Ended ended =
        python.run(
            Map.of("TOKENLAKE_LAKE", lake.toString()),
            "-m",
            "nbconvert",
            "--log-level=ERROR",
            "--to=notebook",
            "--execute",
            "--output-dir=" + executed,
            notebook);
    if (!ended.well()) {
      throw new AssertionError("%s failed on %s:%n%s".formatted(notebook, lake, ended.output()));
    }
    try {
      return new ExecutedNotebook(
          new ObjectMapper().readTree(executed.resolve(notebook).toFile()).path("cells"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + executed, e);
    }
  }

  /** The table that a cell showed. */
  ShownTable table(String cell) {
    return ShownTable.ofHtml(output(cell, "text/html"));
  }

  /** The text that a cell showed, on one line. */
  String text(String cell) {
    return output(cell, "text/markdown").strip().replaceAll("\\s+", " ");
  }

  /** Every figure, in order, as PNG. */
  List<byte[]> figures() {
    List<byte[]> figures = new ArrayList<>();
    for (JsonNode png : cells.findValues("image/png")) {
      figures.add(Base64.getMimeDecoder().decode(text(png)));
    }
    return figures;
  }

  private String output(String cell, String type) {
    for (JsonNode each : cells) {
      if (each.path("id").asText().equals(cell)) {
        for (JsonNode output : each.path("outputs")) {
          if (output.path("data").has(type)) {
            return text(output.path("data").path(type));
          }
        }
      }
    }
    throw new AssertionError("Cell %s showed no %s".formatted(cell, type));
  }

  /** Text of the format: one string, or one a line. */
  private static String text(JsonNode node) {
    if (!node.isArray()) {
      return node.asText();
    }
    StringBuilder text = new StringBuilder();
    node.forEach(line -> text.append(line.asText()));
    return text.toString();
  }
}
