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
    LogReader reader = new LogReader();
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      String path = cells[header.indexOf("path")];
      LogInput input = inputs.get(path);
      softly.assertThat(input).as(path).isNotNull();
      if (input == null) {
        continue;
      }
      RecordingSink sink = new RecordingSink();
      reader.read(input, sink);
      found.add(path);
      RecordingSink.Told told = sink.only();
      List<ResponseEntry> responses = told.entries(ResponseEntry.class);
      long usages = responses.stream().filter(r -> r.usage().isPresent() && !r.embedded()).count();
      long embedded = responses.stream().filter(r -> r.usage().isPresent() && r.embedded()).count();
      String figures =
          "lines %s bad %s usage %s progress %s"
              .formatted(
                  cells[header.indexOf("lines")],
                  cells[header.indexOf("bad_lines")],
                  cells[header.indexOf("usage_lines")],
                  cells[header.indexOf("progress_usage_lines")]);
      FileOutcome outcome = told.outcome;
      softly
          .assertThat(
              "lines %d bad %d usage %d progress %d"
                  .formatted(
                      outcome.lines(), outcome.rejected() + outcome.salvaged(), usages, embedded))
          .as(path + " " + outcome + told.rejects)
          .isEqualTo(figures);
    }
    return found.size();
  }
}
