package dev.tokenlake.jobs.testing;

import dev.tokenlake.jobs.cli.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A command line that ran to its end.
 *
 * @param out all it wrote to stdout
 * @param err all it wrote to stderr
 */
public record Ran(int exitCode, String out, String err) {

  /** Runs a command line in this process. */
  public static Ran here(Object... args) {
    // The first of a process decides where it logs, and must not be a run.
    LoggerFactory.getLogger(Ran.class);
    TestSpark.stop();
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      int exitCode = Launcher.run(texts(args));
      return new Ran(
          exitCode,
          written.toString(StandardCharsets.UTF_8),
          said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Runs a command line in a process of its own, as the launcher does. */
  public static Ran elsewhere(Jvm jvm, Object... args) {
    return program(jvm.command(texts(args)));
  }

  /** Runs a program in a process of its own. */
  public static Ran program(List<String> command) {
    try {
      Path out = Files.createTempFile("tokenlake", ".out");
      Path err = Files.createTempFile("tokenlake", ".err");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      Ran ran = new Ran(process.waitFor(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return ran;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run another process", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Fails, with all that was said, unless the command was done. */
  public Ran done() {
    if (exitCode != 0) {
      throw new AssertionError("Exit code " + exitCode + "\n" + out + "\n" + err);
    }
    return this;
  }

  private static String[] texts(Object... args) {
    return Stream.of(args).map(Object::toString).toArray(String[]::new);
  }

  /**
   * How another process is started.
   *
   * @param prefix what goes before the command line, such as a program that starts it
   * @param before folders whose classes and resources go before the usual ones
   * @param flags further flags
   */
  public record Jvm(List<String> prefix, List<Path> before, List<String> flags) {
    /** Without a prefix. */
    public Jvm(List<Path> before, List<String> flags) {
      this(List.of(), before, flags);
    }

    /** As usual. */
    public static final Jvm USUAL = new Jvm(List.of(), List.of());

    /**
     * For a process of so many nights: the full compiler pays from some twenty on, and each Spark
     * that ends in it leaves some megabytes of its memory behind.
     */
    public static Jvm ofNights(int nights) {
      return nights < 20
          ? USUAL
          : new Jvm(
              List.of(), List.of("-XX:TieredStopAtLevel=4", "-Xmx%dg".formatted(1 + nights / 100)));
    }

    /** The whole command line. */
    public List<String> commandLine(Object... args) {
      return command(texts(args));
    }

    /** The whole command line for another main class. */
    public List<String> commandLineOf(Class<?> main, Object... args) {
      return command(main.getName(), texts(args));
    }

    private List<String> command(String... args) {
      return command("dev.tokenlake.jobs.Main", args);
    }

    private List<String> command(String main, String... args) {
      String path =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      List<String> command = new ArrayList<>(prefix);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Xmx1g");
      // What this process was started with is what such runs need.
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("-XX:"))
          .forEach(command::add);
      // As the launcher does.
      command.add("-XX:TieredStopAtLevel=1");
      command.add("-XX:-UsePerfData");
      command.addAll(flags);
      command.add("-cp");
      command.add(
          Stream.concat(before.stream().map(Path::toString), Stream.of(path))
              .collect(Collectors.joining(File.pathSeparator)));
      command.add(main);
      Collections.addAll(command, args);
      return command;
    }
  }
}
