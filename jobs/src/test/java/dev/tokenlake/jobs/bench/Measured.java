package dev.tokenlake.jobs.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a process cost, in seconds.
 *
 * @param cpu of all its threads, as the system counted them shortly before its end
 */
record Measured(double cpu, double wall) {
  private static final long LOOKS_APART_MILLIS = 20;

  /**
   * Runs a process to its end.
   *
   * @param command of a program that starts no other
   * @param log gets all that it says
   * @throws IllegalStateException when it fails
   */
  static Measured of(List<String> command, Path log) throws IOException, InterruptedException {
    File said = log.toFile();
    Files.createDirectories(log.getParent());
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
    process.getOutputStream().close();
    Duration cpu = Duration.ZERO;
    do {
      cpu = process.info().totalCpuDuration().orElse(cpu);
    } while (!process.waitFor(LOOKS_APART_MILLIS, TimeUnit.MILLISECONDS));
    double wall = (System.nanoTime() - begun) / 1e9;
    if (process.exitValue() != 0) {
      throw new IllegalStateException("%s failed; see %s".formatted(command, log));
    }
    return new Measured(cpu.toMillis() / 1e3, wall);
  }
}
