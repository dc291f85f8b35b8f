package dev.tokenlake.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What came of making a virtual environment. */
sealed interface PythonSetup {

  /** It is there. */
  record Ready(Python python) implements PythonSetup {}

  /**
   * This machine cannot have one.
   *
   * @param reason for whoever reads that tests were skipped
   */
  record Missing(String reason) implements PythonSetup {}

  /**
   * The index answers, but does not have what is asked of it.
   *
   * @param output of pip
   */
  record Broken(String output) implements PythonSetup {}

  /** Python 3.11 or newer with all that a virtual environment is made of. */
  String FITS = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";

  Pattern NO_INDEX =
      Pattern.compile(
          "from versions: none|Connection|Timeout|ProxyError|SSLError|name resolution"
              + "|Could not fetch URL");

  /**
   * The environment of {@code requirements.txt}: below {@code target}, one for each content of the
   * file and each Python, made once.
   */
  static PythonSetup ofRequirements() {
    List<String> names =
        Optional.ofNullable(System.getenv("TOKENLAKE_PYTHON"))
            .map(List::of)
            .orElse(List.of("python3", "python3.13", "python3.12", "python3.11", "python"));
    return names.stream()
        .filter(PythonSetup::fits)
        .findFirst()
        .map(PythonSetup::with)
        .orElse(new Missing("no Python 3.11 or newer with venv under the names " + names));
  }

  private static boolean fits(String name) {
    try {
      return run(name, "-c", FITS).well();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static PythonSetup with(String name) {
    Path requirements = Module.FOLDER.resolve("requirements.txt");
    try {
      String version = run(name, "--version").output();
      String key = key(Files.readString(requirements) + version);
      Path folder = Module.TARGET.resolve("venv").resolve(key);
      Files.createDirectories(folder.getParent());
      // Tests run in two processes: one makes it, the other waits.
      try (FileChannel lock =
          FileChannel.open(
              folder.resolveSibling(key + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        lock.lock();
        return made(name, requirements, folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a Python environment", e);
    }
  }

  private static PythonSetup made(String name, Path requirements, Path folder) throws IOException {
    Path program = folder.resolve("bin").resolve("python");
    Path complete = folder.resolve("complete");
    if (Files.exists(complete)) {
      return new Ready(new Python(program));
    }
    System.err.println("Making the Python environment " + folder);
    Command.Ended made = run(name, "-m", "venv", "--clear", folder.toString());
    if (!made.well()) {
      return new Missing("python3 -m venv failed: " + lastLine(made));
    }
    Command.Ended installed =
        run(
            program.toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--retries",
            "0",
            "--no-input",
            "-r",
            requirements.toString());
    if (!installed.well()) {
      return NO_INDEX.matcher(installed.output()).find()
          ? new Missing("no Python package index can be reached: " + lastLine(installed))
          : new Broken(installed.output());
    }
    Files.createFile(complete);
    return new Ready(new Python(program));
  }

  private static String key(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String lastLine(Command.Ended ended) {
    return ended.output().strip().lines().reduce((earlier, last) -> last).orElse("no output");
  }

  private static Command.Ended run(String... words) {
    return new Command(List.of(words), Module.FOLDER, Map.of()).run();
  }
}
