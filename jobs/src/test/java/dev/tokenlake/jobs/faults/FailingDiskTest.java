package dev.tokenlake.jobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.jobs.faults.DiskFaults.Where;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night whose disk fails at one change of a file, once or from there on, for changes spread over
 * the night: readers see last night's tables or tonight's, and the next run leaves what an
 * undisturbed rebuild gives. {@code -Dfaults=all} takes every change outside of scratch space and
 * {@code -Dfaults.scratch=all} every one inside, both ways; a number takes so many.
 */
class FailingDiskTest {
  private static final Pattern SUMMARY = Pattern.compile("(\\w+)=(\\d+)");
  private static final long SEED = 11;

  @TempDir private Path folder;

  @Test
  void aFailingDiskNeverLeavesAMixtureAndTheNextRunMakesItGood() throws IOException {
    Optional<DiskFaults> faults = DiskFaults.build(folder.resolve("faults"));
    assumeTrue(
        faults.isPresent(),
        "T1, the failing disk, is NOT TESTED: it needs Linux and a C compiler named cc");
    String kept = System.getProperty("faults", "8");
    String scratch = System.getProperty("faults.scratch", "2");

    Path log = Path.of("target", "failing-disk.log").toAbsolutePath();
    int exitCode = run(faults.get(), log, Where.KEPT + "=" + kept, Where.SCRATCH + "=" + scratch);

    List<String> lines = Files.readAllLines(log);
    assertThat(exitCode).as(String.join("\n", lines)).isZero();
    List<String> summaries = lines.stream().filter(line -> line.startsWith("summary")).toList();
    summaries.forEach(System.out::println);
    assertThat(summaries).hasSize(2);
    for (String summary : summaries) {
      Map<String, Long> counts = counts(summary);
      assertThat(counts.get("changes")).isGreaterThan(50);
      assertThat(counts.get("fired")).isPositive();
      assertThat(counts.get("recovered")).isEqualTo(counts.get("tried"));
      assertThat(counts.get("broken")).isZero();
    }
  }

  private int run(DiskFaults faults, Path log, String... plans) throws IOException {
    List<Object> args = new ArrayList<>(List.of(folder.resolve("nights"), SEED));
    args.addAll(Arrays.asList(plans));
    ProcessBuilder builder =
        new ProcessBuilder(
                Ran.Jvm.USUAL.commandLineOf(FailingDiskRun.class, args.toArray(Object[]::new)))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(faults.environment());
    try {
      return builder.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static Map<String, Long> counts(String summary) {
    return SUMMARY
        .matcher(summary)
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> Long.valueOf(found.group(2))));
  }
}
