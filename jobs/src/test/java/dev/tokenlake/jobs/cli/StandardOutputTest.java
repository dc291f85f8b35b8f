package dev.tokenlake.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.jobs.testing.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who asked for an output and did not get it is told; who stopped reading is not. */
class StandardOutputTest {
  private static final Path FULL = Path.of("/dev/full");

  @Test
  void anOutputThatCannotBeWrittenIsAFailure() {
    assumeTrue(Files.exists(FULL), "NOT TESTED: there is no /dev/full on this system");

    Ran ran = prices("exec \"$@\" >" + FULL);

    assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err().lines())
        .containsExactly(
            "Done, but what there is to print could not be written: No space left on device");
  }

  @Test
  void aReaderThatStopsIsNoNews() {
    assertThat(prices("{ \"$@\"; echo $? >&2; } | true").err()).isEqualTo("141\n");
  }

  @Test
  void anOutputThatIsWrittenIsDone() {
    Ran ran = prices("exec \"$@\"").done();

    assertThat(ran.out()).startsWith("model,");
    assertThat(ran.err()).isEmpty();
  }

  /** A command with some output, started so by a shell. */
  private static Ran prices(String shell) {
    return Ran.elsewhere(
        new Ran.Jvm(List.of("sh", "-c", shell, "sh"), List.of(), List.of()),
        "prices",
        "--format",
        "csv");
  }
}
