package dev.tokenlake.jobs.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The commits of a Delta table by the names of their files. */
final class TableLog {
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

  private TableLog() {}

  /** Numbers of the commits whose files are there, ascending. */
  static LongStream commits(Path root) {
    try (Stream<Path> files = Files.list(root.resolve("_delta_log"))) {
      List<Long> numbers =
          files
              .map(file -> COMMIT.matcher(file.getFileName().toString()))
              .filter(Matcher::matches)
              .map(matcher -> Long.parseLong(matcher.group(1)))
              .sorted()
              .toList();
      return numbers.stream().mapToLong(Long::longValue);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the log of " + root, e);
    }
  }
}
