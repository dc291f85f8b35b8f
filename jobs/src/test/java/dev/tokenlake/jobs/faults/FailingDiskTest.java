package dev.tokenlake.jobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.jobs.faults.DiskFaults.Where;
import dev.tokenlake.jobs.testing.Ran;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A night whose disk fails at one change of a file, once or from there on, for changes spread over
 * the night: readers see last night's tables or tonight's, and the next run leaves what an
 * undisturbed rebuild gives. {@code -Dfaults=all} takes every change outside of scratch space and
 * {@code -Dfaults.scratch=all} every one inside, both ways; a number takes so many, {@code from:to}
 * those.
 */
class FailingDiskTest {
  private static final long SEED = 11;

  private static final String ALL = "all";

  /** Properties: how many changes of a file are tried, outside and inside of scratch space. */
  private static final String KEPT = "faults";

  private static final String SCRATCH = "faults.scratch";

  /**
   * Of a process that tries all: nights become cheaper for some thirty attempts, and each Spark
   * that ends in it leaves some of its memory behind.
   */
  private static final int CHANGES_OF_A_PROCESS = 100;

  /** Nights of a process that tries a few. */
  private static final int FEW = 10;

  @TempDir private Path folder;

  /** A sample is of usual nights. */
  static List<TwoNights.Change> changes() {
    boolean sample =
        Stream.of(KEPT, SCRATCH).noneMatch(which -> System.getProperty(which, "").equals(ALL));
    return sample ? List.of(TwoNights.Change.LITTLE) : List.of(TwoNights.Change.values());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aFailingDiskNeverLeavesAMixtureAndTheNextRunMakesItGood(TwoNights.Change change) {
    Optional<DiskFaults> faults = DiskFaults.build(folder.resolve("faults"));
    assumeTrue(
        faults.isPresent(),
        "T1, the failing disk, is NOT TESTED: it needs Linux and a C compiler named cc");
    String kept = System.getProperty(KEPT, "2");
    String scratch = System.getProperty(SCRATCH, "1");

    List<Map<String, Long>> summaries =
        kept.equals(ALL) || scratch.equals(ALL)
            ? List.of(
                inTurn(faults, change, Where.KEPT, kept),
                inTurn(faults, change, Where.SCRATCH, scratch))
            : run(faults, change, FEW, Where.KEPT + "=" + kept, Where.SCRATCH + "=" + scratch);

    assertThat(summaries).hasSize(2);
    for (Map<String, Long> counts : summaries) {
      assertThat(counts.get("changes")).isGreaterThan(50);
      assertThat(counts.get("fired")).isPositive();
      assertThat(counts.get("recovered")).isEqualTo(counts.get("tried"));
      assertThat(counts.get("broken")).isZero();
    }
  }

  /**
   * Counts over all changes, some tried in each of several processes; or what else is asked for.
   */
  private Map<String, Long> inTurn(
      Optional<DiskFaults> faults, TwoNights.Change change, Where where, String which) {
    if (!which.equals(ALL)) {
      return run(faults, change, FEW, where + "=" + which).get(0);
    }
    Map<String, Long> all = new TreeMap<>();
    long changes;
    long from = 1;
    do {
      String range = from + ":" + (from + CHANGES_OF_A_PROCESS - 1);
      Map<String, Long> counts =
          run(faults, change, 4 * CHANGES_OF_A_PROCESS, where + "=" + range).get(0);
      counts.forEach((name, count) -> all.merge(name, count, Long::sum));
      changes = counts.get("changes");
      all.put("changes", changes);
      from += CHANGES_OF_A_PROCESS;
    } while (from <= changes);
    return all;
  }

  /** Counts of each plan, tried by a process of its own. */
  private List<Map<String, Long>> run(
      Optional<DiskFaults> faults, TwoNights.Change change, int nights, String... plans) {
    String name = "failing-disk-" + change + "-" + String.join("-", plans).replaceAll("\\W", "-");
    List<Object> args = new ArrayList<>(List.of(folder.resolve(name), SEED, change));
    args.addAll(List.of(plans));
    TestProgram run =
        TestProgram.run(
            Ran.Jvm.ofNights(nights), FailingDiskRun.class, faults, name, args.toArray());
    assertThat(run.exitCode()).as(run.text()).isZero();
    return run.summaries().stream().map(TestProgram::counts).toList();
  }
}
