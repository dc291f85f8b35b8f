package dev.tokenlake.jobs.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts the tokens of an archive in the plainest way: every line of every {@code *.jsonl} file as
 * a JSON tree, every telling of every response kept in memory until the end.
 */
public final class NaiveCounter {

  private final Map<String, List<NaiveCopy>> copiesByKey = new HashMap<>();
  private long files;
  private long lines;
  private long badLines;
  private long salvagedLines;
  private long unfinishedLines;
  private long syntheticLines;
  private long nullUsageLines;

  private NaiveCounter() {}

  /** Counts all logs below these folders; a response told in two of them counts once. */
  public static OracleCount count(Path... roots) throws IOException {
    NaiveCounter counter = new NaiveCounter();
    for (Path root : roots) {
      try (Stream<Path> found = Files.walk(root)) {
        for (Path file : found.filter(NaiveCounter::isLog).sorted().toList()) {
          counter.read(file, root.relativize(file).toString().replace('\\', '/'));
        }
      }
    }
    return counter.result();
  }

  private static boolean isLog(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".jsonl") && !name.equals("history.jsonl") && Files.isRegularFile(file);
  }

  private void read(Path file, String name) throws IOException {
    files++;
    byte[] bytes = Files.readAllBytes(file);
    long number = 0;
    int start = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        number++;
        terminated(name, number, new String(bytes, start, at - start, StandardCharsets.UTF_8));
        start = at + 1;
      }
    }
    if (start < bytes.length) {
      String rest = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
      unterminated(name, number + 1, rest);
    }
  }

  private void terminated(String file, long number, String text) {
    lines++;
    NaiveLine line = NaiveLine.of(text);
    badLines += line.bad() ? 1 : 0;
    salvagedLines += line.salvaged() ? 1 : 0;
    line.records().forEach(each -> take(file, number, each));
  }

  private void unterminated(String file, long number, String text) {
    Optional<JsonNode> whole = NaiveLine.object(text);
    if (whole.isPresent()) {
      lines++;
      take(file, number, whole.get());
    } else {
      unfinishedLines++;
    }
  }

  private void take(String file, long number, JsonNode outer) {
    JsonNode embedded = outer.path("data").path("message");
    if (isOfType(outer, "assistant")) {
      takeAssistant(NaiveCopy.of(file, number, outer, outer));
    } else if (isOfType(outer, "progress") && isOfType(embedded, "assistant")) {
      takeAssistant(NaiveCopy.of(file, number, outer, embedded));
    }
  }

  private void takeAssistant(NaiveCopy copy) {
    if (copy.model().equals("<synthetic>")) {
      syntheticLines++;
    } else if (!copy.usage().isObject()) {
      nullUsageLines++;
    } else {
      copiesByKey.computeIfAbsent(copy.key(), key -> new ArrayList<>()).add(copy);
    }
  }

  private static boolean isOfType(JsonNode node, String type) {
    return node.path("type").asText().equals(type);
  }

  private OracleCount result() {
    List<OracleRow> rows = new ArrayList<>();
    copiesByKey.forEach((key, copies) -> rows.addAll(rows(key, copies)));
    return new OracleCount(
        rows,
        NaiveRules.count(copiesByKey.values()),
        files,
        lines,
        badLines,
        salvagedLines,
        unfinishedLines,
        syntheticLines,
        nullUsageLines);
  }

  private static List<OracleRow> rows(String key, List<NaiveCopy> copies) {
    NaiveCopy best = copies.stream().max(NaiveCopy.BETTER).orElseThrow();
    Optional<Instant> first =
        copies.stream()
            .map(NaiveCopy::timestamp)
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
    List<OracleRow> rows = new ArrayList<>();
    rows.add(new OracleRow(key, "message", best.model(), first, copies.size(), best.tokens()));

    boolean fellBack = false;
    for (JsonNode iteration : best.usage().path("iterations")) {
      fellBack |= isOfType(iteration, "fallback_message");
    }
    for (JsonNode iteration : best.usage().path("iterations")) {
      String model = iteration.path("model").asText("");
      String kind;
      if (isOfType(iteration, "advisor_message")) {
        kind = "advisor";
      } else if (isOfType(iteration, "compaction")) {
        kind = "compaction";
        model = best.model();
      } else if (isOfType(iteration, "message")
          && fellBack
          && !model.isEmpty()
          && !model.equals(best.model())) {
        kind = "declined";
      } else {
        continue;
      }
      String named = model.isEmpty() ? best.model() : model;
      rows.add(new OracleRow(key, kind, named, first, 0, OracleTokens.of(iteration)));
    }
    return rows;
  }
}
