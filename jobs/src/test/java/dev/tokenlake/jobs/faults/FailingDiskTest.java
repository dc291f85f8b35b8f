package dev.tokenlake.jobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.jobs.faults.DiskFaults.Where;
import dev.tokenlake.jobs.testing.Ran;
import java.nio.file.Path;
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

    String kept = System.getProperty("faults", "2");
    String scratch = System.getProperty("faults.scratch", "1");
    boolean few = (kept + scratch).matches("\\d{2}");

    TestProgram run =
        TestProgram.run(
            Ran.Jvm.ofNights(few ? 10 : 1_000),
            FailingDiskRun.class,
            faults,
            "failing-disk",
            folder.resolve("nights"),
            SEED,
            Where.KEPT + "=" + kept,
            Where.SCRATCH + "=" + scratch);

    assertThat(run.exitCode()).as(run.text()).isZero();
    List<String> summaries = run.summaries();
    assertThat(summaries).hasSize(2);
    for (String summary : summaries) {
      Map<String, Long> counts = TestProgram.counts(summary);
      assertThat(counts.get("changes")).isGreaterThan(50);
      assertThat(counts.get("fired")).isPositive();
      assertThat(counts.get("recovered")).isEqualTo(counts.get("tried"));
      assertThat(counts.get("broken")).isZero();
    }
  }
}
