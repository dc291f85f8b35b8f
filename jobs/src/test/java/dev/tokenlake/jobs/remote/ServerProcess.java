package dev.tokenlake.jobs.remote;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A server with a class path of its own, as a process of its own on this machine alone. */
final class ServerProcess implements AutoCloseable {
  private static final Path SOURCES = Path.of("src", "test", "servers").toAbsolutePath();
  private static final Path JARS = Path.of("target", "servers").toAbsolutePath();

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param name folder of its class path's description
   * @param args flags, main class and arguments
   */
  static ServerProcess start(String name, List<String> args, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(SOURCES.resolve(name) + File.pathSeparator + jars(name) + File.separator + "*");
    command.addAll(args);
    try {
      return new ServerProcess(new ProcessBuilder(command).redirectError(log.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + name, e);
    }
  }

  static Path source(String name, String file) {
    return SOURCES.resolve(name).resolve(file);
  }

  /** The next line that it says; waits for one. */
  String line() {
    try {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = lines.readLine();
      if (line == null) {
        throw new IllegalStateException("The server ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen to the server", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Maven resolves the class path once; where it cannot, the tests are skipped by name. */
  private static Path jars(String name) {
    Path folder = JARS.resolve(name);
    Path done = folder.resolve("complete");
    String wanted = read(source(name, "pom.xml"));
    if (!Files.exists(done) || !read(done).equals(wanted)) {
      Path mvnw = Path.of("..", "mvnw").toAbsolutePath().normalize();
      List<String> goal =
          List.of(
              mvnw.toString(),
              "-q",
              "-B",
              "-ntp",
              "-f",
              source(name, "pom.xml").toString(),
              "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies",
              "-DoutputDirectory=" + folder);
      boolean resolved = succeeds(goal, "-o") || succeeds(goal);
      if (!resolved) {
        System.err.printf("SKIPPED: the jars of the %s server cannot be fetched%n", name);
      }
      Assumptions.assumeTrue(resolved, "the jars of the server cannot be fetched: " + name);
      try {
        Files.writeString(done, wanted);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot note " + done, e);
      }
    }
    return folder;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static boolean succeeds(List<String> goal, String... more) {
    List<String> command = new ArrayList<>(goal);
    command.addAll(List.of(more));
    try {
      Process maven =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      maven.getOutputStream().close();
      return maven.waitFor(5, TimeUnit.MINUTES) && maven.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
