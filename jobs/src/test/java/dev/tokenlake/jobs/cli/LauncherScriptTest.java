package dev.tokenlake.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher, beside a jar that is none and with a Java that only says what it is asked for. On
 * the night that makes the archive of classes it stays, and is to Java as if it did not.
 */
class LauncherScriptTest {
  private static final Path LAUNCHER = Path.of("..", "tokenlake").toAbsolutePath().normalize();

  /** Ends as its second argument says, or waits to be ended when there is none. */
  private static final String JAVA =
      """
      #!/bin/sh
      home=$(dirname "$0")
      printf '%s\\n' "$@" >"$home/asked"
      archive=
      for flag; do
        case $flag in -XX:ArchiveClassesAtExit=*) archive=${flag#*=} ;; esac
      done
      for last; do :; done
      case $last in
        wait) trap 'echo TERM >"$home/told"; exit 143' TERM
              echo >"$home/begun"
              while :; do sleep 0.05; done ;;
      esac
      if [ -n "$archive" ]; then echo classes >"$archive"; fi
      exit "$last"
      """;

  @TempDir private Path folder;

  private Path launcher;
  private Path target;
  private Path bin;

  @BeforeEach
  void aHomeWithAJar() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "NOT TESTED: there is no /bin/sh");
    launcher = Files.copy(LAUNCHER, folder.resolve("tokenlake"));
    target = Files.createDirectories(folder.resolve("jobs/target"));
    Files.writeString(target.resolve("tokenlake.jar"), "none");
    bin = Files.createDirectories(folder.resolve("jdk/bin"));
    Path java = Files.writeString(bin.resolve("java"), JAVA);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void theFirstNightLeavesAnArchiveThatAllLaterCommandsUse() throws Exception {
    assertThat(exitCode(start("nightly", "0"))).isZero();
    assertThat(archives()).hasSize(1).allMatch(name -> name.endsWith(".jsa"));

    assertThat(exitCode(start("nightly", "0"))).isZero();
    assertThat(Files.readString(bin.resolve("asked")))
        .contains("-XX:SharedArchiveFile=" + target.resolve(archives().get(0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void aNightThatFailsLeavesNoneAndItsExitCodeIsThatOfTheLauncher(int code) throws Exception {
    assertThat(exitCode(start("nightly", Integer.toString(code)))).isEqualTo(code);
    assertThat(archives()).isEmpty();
  }

  @Test
  void whoEndsTheLauncherEndsTheNight() throws Exception {
    Process process = start("nightly", "wait");
    await(bin.resolve("begun"));

    process.destroy();

    assertThat(exitCode(process)).isEqualTo(143);
    assertThat(bin.resolve("told")).hasContent("TERM");
    assertThat(archives()).isEmpty();
  }

  @Test
  void javaLeavesNoFiguresOfItsOwnAmongTheTemporaryFilesOfTheSystem() throws Exception {
    for (String command : List.of("nightly", "show")) {
      assertThat(exitCode(start(command, "1"))).isEqualTo(1);
      assertThat(Files.readString(bin.resolve("asked"))).contains("-XX:-UsePerfData");
    }
  }

  private Process start(String... args) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of("/bin/sh", launcher.toString()), Stream.of(args)).toList());
    builder.environment().keySet().removeIf(name -> name.startsWith("TOKENLAKE_"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    return builder.redirectErrorStream(true).start();
  }

  private static int exitCode(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the launcher ends").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void await(Path file) throws InterruptedException {
    for (int i = 0; i < 600 && !Files.exists(file); i++) {
      Thread.sleep(Duration.ofMillis(50).toMillis());
    }
    assertThat(file).exists();
  }

  private List<String> archives() throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("classes-"))
          .toList();
    }
  }
}
