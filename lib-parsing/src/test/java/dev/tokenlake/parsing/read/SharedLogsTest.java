package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.entry.ResponseEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Real logs, their text scrubbed, against sums another program made of them. Runs where {@code
 * TOKENLAKE_LOGS} names folders, separated by {@code :}, with a {@code FILES.tsv} each.
 */
class SharedLogsTest {
  @Test
  void linesBadLinesAndUsagesAreThoseAnotherProgramCounted() throws IOException {
    String folders = System.getenv().getOrDefault("TOKENLAKE_LOGS", "");
    assumeTrue(!folders.isEmpty(), "SKIPPED SharedLogsTest: TOKENLAKE_LOGS names no folder");
    SoftAssertions softly = new SoftAssertions();
    int files = 0;
    for (String folder : folders.split(":")) {
      files += compare(Path.of(folder), softly);
    }
    softly.assertAll();
    assertThat(files).isPositive();
  }

  private static int compare(Path root, SoftAssertions softly) throws IOException {
    Map<String, LogInput> inputs = new HashMap<>();
    for (LogInput input : new LogFinder().find(List.of(new ArchiveRoot("s", root))).inputs()) {
      inputs.put(input.name(), input);
    }
    List<String> rows = Files.readAllLines(root.resolve("FILES.tsv"));
    List<String> header = Arrays.asList(rows.get(0).split("\t"));
    List<String> found = new ArrayList<>();
    long naively = 0;
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      String path = cells[header.indexOf("path")];
      LogInput input = inputs.get(path);
      if (input == null) {
        // Another ending than that of a log.
        softly.assertThat(path).doesNotEndWith(".jsonl");
        continue;
      }
      found.add(path);
      RecordingSink.Told told = told(new LogReader(), input);
      RecordingSink.Told exact = told(new LogReader(false), input);
      softly.assertThat(told.entries).as(path).isEqualTo(exact.entries);
      softly.assertThat(told.seen).as(path).isEqualTo(exact.seen);
      softly.assertThat(told.rejects).as(path).isEqualTo(exact.rejects);
      softly.assertThat(told.outcome).as(path).isEqualTo(exact.outcome);

      naively += DifferentialTest.agreesWithNaive(lines(input), told);

      FileOutcome outcome = told.outcome;
      // Lines that are JSON and no objects are none that the other program called bad; a cut last
      // line is one, and so are glued records that were all told to the sink.
      long notObjects = told.reasons().stream().filter(RejectReason.NOT_AN_OBJECT::equals).count();
      long bad = Long.parseLong(cells[header.indexOf("bad_lines")]);
      softly
          .assertThat(outcome.rejected() - notObjects + outcome.salvaged())
          .as("bad lines of " + path)
          .isBetween(bad - 1, bad);
      softly
          .assertThat(outcome.lines())
          .as("lines of " + path)
          .isBetween(
              Long.parseLong(cells[header.indexOf("lines")]) - bad,
              Long.parseLong(cells[header.indexOf("lines")]));
      long usages = Long.parseLong(cells[header.indexOf("usage_lines")]);
      softly
          .assertThat(usages(told, false))
          .as("usages of " + path)
          .isBetween(usages, usages + outcome.salvaged());
      softly
          .assertThat(usages(told, true))
          .as("usages in progress lines of " + path)
          .isEqualTo(Long.parseLong(cells[header.indexOf("progress_usage_lines")]));
    }
    // The naive reader had its say about nearly every line.
    softly.assertThat(naively).as("lines read naively in " + root).isGreaterThan(found.size());
    return found.size();
  }

  private static List<byte[]> lines(LogInput input) throws IOException {
    byte[] log = Files.readAllBytes(input.path());
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= log.length; at++) {
      if (at == log.length || log[at] == '\n') {
        lines.add(Arrays.copyOfRange(log, from, at));
        from = at + 1;
      }
    }
    return lines;
  }

  private static long usages(RecordingSink.Told told, boolean embedded) {
    return told.entries(ResponseEntry.class).stream()
        .filter(response -> response.usage().isPresent() && response.embedded() == embedded)
        .count();
  }

  private static RecordingSink.Told told(LogReader reader, LogInput input) {
    RecordingSink sink = new RecordingSink();
    reader.read(input, sink);
    return sink.only();
  }
}
