package dev.tokenlake.jobs.faults;

import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A run in a process of its own, that can be watched and killed. */
final class NightProcess implements AutoCloseable {
  /** Exit code of a process that was killed by SIGKILL. */
  static final int KILLED = 128 + 9;

  private static final long LONGEST_MINUTES = 10;

  private final Process process;
  private final Path said;
  private final Instant started = Instant.now();

  private NightProcess(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  static NightProcess start(Object... args) {
    try {
      Path said = Files.createTempFile("tokenlake", ".err");
      Process process =
          new ProcessBuilder(Ran.Jvm.USUAL.commandLine(args))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(said.toFile())
              .start();
      process.getOutputStream().close();
      return new NightProcess(process, said);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start a process", e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until the run holds the lake or has ended. */
  void awaitHold(Path lock) {
    String holder = "process " + pid() + " ";
    try {
      while (isAlive() && !(Files.exists(lock) && Files.readString(lock).contains(holder))) {
        pause(Duration.ofMillis(5));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + lock, e);
    }
  }

  /** Kills the process as nothing else can; returns its exit code, another one if it was done. */
  int kill() {
    process.destroyForcibly();
    return exitCode();
  }

  /** Waits for the end. */
  int exitCode() {
    try {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("A run that does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** How long it has been there. */
  Duration age() {
    return Duration.between(started, Instant.now());
  }

  /** All it wrote to stderr. */
  String err() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + said, e);
    }
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  @Override
  public void close() {
    kill();
    try {
      Files.deleteIfExists(said);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + said, e);
    }
  }
}
