package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The log of a Delta table by the names of its files. */
final class TableLog {
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

  static final String FOLDER = "_delta_log";
  private static final String CHECKSUM = ".crc";

  private TableLog() {}

  /** Numbers of the commits whose files are there, ascending. */
  static LongStream commits(Place root) {
    return root.resolve(FOLDER).children().stream()
        .map(file -> COMMIT.matcher(file.name()))
        .filter(Matcher::matches)
        .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
        .sorted();
  }

  /**
   * Hidden files that are no checksum of a file of the log: a commit that its process did not live
   * to give its name, and what lies beside it.
   */
  static List<Place> unfinished(Place root) {
    List<Place> files = root.resolve(FOLDER).children();
    Set<String> checksums =
        files.stream()
            .filter(file -> !isHidden(file))
            .map(file -> "." + file.name() + CHECKSUM)
            .collect(Collectors.toSet());
    return files.stream()
        .filter(file -> isHidden(file) && !checksums.contains(file.name()))
        .toList();
  }

  private static boolean isHidden(Place file) {
    return file.name().startsWith(".");
  }
}
