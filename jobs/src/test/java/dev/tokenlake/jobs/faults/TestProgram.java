package dev.tokenlake.jobs.faults;

import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A test that runs in a process of its own, since its disk is to fail.
 *
 * @param exitCode of the process
 * @param log all it printed
 */
record TestProgram(int exitCode, List<String> log) {
  private static final Pattern COUNT = Pattern.compile("(\\w+)=(\\d+)");

  /** Runs it to its end; what it prints can be followed in a file. */
  static TestProgram run(
      Ran.Jvm jvm, Class<?> main, Optional<DiskFaults> faults, String logName, Object... args) {
    Path log = Path.of("target", logName + ".log").toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(jvm.commandLineOf(main, args))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    faults.ifPresent(disk -> builder.environment().putAll(disk.environment()));
    try {
      Files.createDirectories(log.getParent());
      Process process = builder.start();
      process.getOutputStream().close();
      return new TestProgram(process.waitFor(), Files.readAllLines(log));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + main, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Lines that sum up, each also printed here. */
  List<String> summaries() {
    List<String> summaries = log.stream().filter(line -> line.startsWith("summary")).toList();
    summaries.forEach(System.out::println);
    return summaries;
  }

  /** The counts of a line that sums up. */
  static Map<String, Long> counts(String summary) {
    return COUNT
        .matcher(summary)
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> Long.valueOf(found.group(2))));
  }

  /** The whole log. */
  String text() {
    return String.join("\n", log);
  }
}
