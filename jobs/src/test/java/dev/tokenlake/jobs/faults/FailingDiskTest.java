package dev.tokenlake.jobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.jobs.faults.DiskFaults.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night whose disk fails at one change of a file, once or from there on, for changes spread over
 * the night: readers see last night's tables or tonight's, and the next run leaves what an
 * undisturbed rebuild gives. {@code -Dfaults=all} takes every change outside of scratch space and
 * {@code -Dfaults.scratch=all} every one inside, both ways; a number takes so many.
 */
class FailingDiskTest {
  private static final long SEED = 11;

  @TempDir private Path folder;

  @Test
  void aFailingDiskNeverLeavesAMixtureAndTheNextRunMakesItGood() {
    Optional<DiskFaults> faults = DiskFaults.build(folder.resolve("faults"));
    assumeTrue(
        faults.isPresent(),
        "T1, the failing disk, is NOT TESTED: it needs Linux and a C compiler named cc");

    List<String> plans = plans();
    List<Object> args = new ArrayList<>(List.of(folder.resolve("nights"), SEED));
    args.addAll(plans);
    TestProgram run = TestProgram.run(FailingDiskRun.class, faults, "failing-disk", args.toArray());

    assertThat(run.exitCode()).as(run.text()).isZero();
    List<String> summaries = run.summaries();
    assertThat(summaries).hasSameSizeAs(plans);
    for (String summary : summaries) {
      Map<String, Long> counts = TestProgram.counts(summary);
      assertThat(counts.get("changes")).isGreaterThan(50);
      assertThat(counts.get("fired")).isPositive();
      assertThat(counts.get("recovered")).isEqualTo(counts.get("tried"));
      assertThat(counts.get("broken")).isZero();
    }
  }

  /** Two changes anywhere, unless properties ask for more. */
  private static List<String> plans() {
    List<String> plans = new ArrayList<>();
    for (Map.Entry<String, Where> asked :
        Map.of("faults", Where.KEPT, "faults.scratch", Where.SCRATCH).entrySet()) {
      Optional.ofNullable(System.getProperty(asked.getKey()))
          .ifPresent(which -> plans.add(asked.getValue() + "=" + which));
    }
    return plans.isEmpty() ? List.of(Where.BOTH + "=2") : plans;
  }
}
