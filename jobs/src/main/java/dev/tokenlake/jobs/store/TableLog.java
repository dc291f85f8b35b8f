package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The commits of a Delta table by the names of their files. */
final class TableLog {
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

  private TableLog() {}

  /** Numbers of the commits whose files are there, ascending. */
  static LongStream commits(Place root) {
    return root.resolve("_delta_log").children().stream()
        .map(file -> COMMIT.matcher(file.name()))
        .filter(Matcher::matches)
        .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
        .sorted();
  }
}
