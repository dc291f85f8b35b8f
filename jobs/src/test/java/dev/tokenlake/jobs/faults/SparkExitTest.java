package dev.tokenlake.jobs.faults;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.jobs.Main;
import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.faults.DiskFaults.Mode;
import dev.tokenlake.jobs.faults.DiskFaults.Where;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark ends the process of a run itself when it cannot make its folders. */
class SparkExitTest {
  private static final String SESSION = "11111111-1111-4111-8111-111111111111";

  /**
   * Of the run in scratch space before Spark: its folder, that of temporary files and a library.
   */
  private static final int OWN_CHANGES = 3;

  /** More than Spark makes before the folder without which it ends. */
  private static final int MOST_CHANGES = 10;

  @TempDir private Path folder;

  @Test
  void aRunThatSparkEndsSaysSoAndFailsAsOthersDo() {
    Optional<DiskFaults> faults = DiskFaults.build(folder.resolve("faults"));
    assumeTrue(
        faults.isPresent(),
        "A run that Spark ends is NOT TESTED: it needs Linux and a C compiler named cc");
    DiskFaults disk = faults.get();
    Path archive = folder.resolve("archive");
    write(
        archive.resolve("projects/p/" + SESSION + ".jsonl"),
        response(SESSION, "a", "2026-01-05T08:00:00.000Z"));
    Lake lake = new Lake(folder.resolve("lake"));

    for (int change = 1; change <= OWN_CHANGES; change++) {
      disk.arm(lake.root(), Where.SCRATCH, Mode.FROM_THERE_ON, change);
      assertThat(failed(disk, archive, lake).text()).doesNotContain("Spark ended the run");
    }
    boolean reached = false;
    for (int change = 1; !reached && change < MOST_CHANGES; change++) {
      Path ofSpark = lake.root().resolve(".work/spark");
      disk.arm(lake.root(), ofSpark, Where.SCRATCH, Mode.FROM_THERE_ON, change);
      TestProgram run = failed(disk, archive, lake);
      reached = disk.failed().contains("blockmgr");
      if (reached) {
        assertThat(run.text()).contains("Spark ended the run");
      }
    }
    assertThat(reached).as("the disk failed where Spark ends the process").isTrue();
  }

  /** A night on a disk that fails. */
  private static TestProgram failed(DiskFaults disk, Path archive, Lake lake) {
    TestProgram run =
        TestProgram.run(
            Ran.Jvm.USUAL,
            Main.class,
            Optional.of(disk),
            "spark-exit",
            "nightly",
            "--archive",
            "m=" + archive,
            "--lake",
            lake.root(),
            "--quiet");
    assertThat(disk.fired()).isPositive();
    assertThat(run.exitCode()).as(disk.failed()).isEqualTo(ExitCode.FAILED);
    assertThat(run.log()).as(disk.failed()).hasSize(1);
    return run;
  }
}
