package dev.tokenlake.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program outside the JVM, run to its end. */
record Command(List<String> words, Path folder, Map<String, String> environment) {

  private static final long MINUTES = 10;

  /**
   * How it ended.
   *
   * @param output both streams, without terminal colours
   */
  record Ended(int exit, String output) {
    boolean well() {
      return exit == 0;
    }
  }

  Ended run() {
    try {
      Path output = Files.createTempFile("tokenlake-command", ".txt");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException(
              "Still running after %d minutes: %s".formatted(MINUTES, words));
        }
        String text = Files.readString(output).replaceAll("\u001B\\[[0-9;]*m", "");
        return new Ended(process.exitValue(), text);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + words.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted: " + words, e);
    }
  }
}
