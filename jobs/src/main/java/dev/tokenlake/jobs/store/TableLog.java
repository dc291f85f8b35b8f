package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The log of a Delta table by the names of its files. */
final class TableLog {
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
  private static final String KINDS = "(?:json|crc|checkpoint\\.parquet)";
  private static final Pattern NUMBERED = Pattern.compile("(\\d{20})\\." + KINDS);
  private static final Pattern SUM_OF_NUMBERED =
      Pattern.compile("\\.(\\d{20})\\." + KINDS + "\\.crc");

  /** Names the latest checkpoint, to save a listing. */
  private static final String HINT = "_last_checkpoint";

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

  /** Whether all is there that a version is read from: a checkpoint, or none, and what follows. */
  static boolean has(Place root, long number) {
    Set<Place> files = Set.copyOf(root.resolve(FOLDER).children());
    long from = number;
    while (from > 0
        && files.contains(commit(root, from))
        && !files.contains(checkpoint(root, from))) {
      from--;
    }
    return from >= 0 && files.contains(commit(root, from));
  }

  /** The file of a commit. */
  static Place commit(Place root, long number) {
    return file(root, number, "json");
  }

  /** What Delta says of the version a commit made, besides the commit. */
  static Place summary(Place root, long number) {
    return file(root, number, "crc");
  }

  /** A version in one file, where one was made. */
  static Place checkpoint(Place root, long number) {
    return file(root, number, "checkpoint.parquet");
  }

  private static Place file(Place root, long number, String kind) {
    return root.resolve(FOLDER + "/%020d.%s".formatted(number, kind));
  }

  /** What is left of versions behind the last one that has a commit: theirs are lost. */
  static List<Place> ofLostCommits(Place root) {
    long last = commits(root).max().orElse(-1);
    return root.resolve(FOLDER).children().stream()
        .filter(
            file ->
                number(NUMBERED, file).or(() -> number(SUM_OF_NUMBERED, file)).orElse(-1L) > last)
        .sorted(Comparator.comparing(TableLog::isHidden))
        .toList();
  }

  private static Optional<Long> number(Pattern pattern, Place file) {
    Matcher matcher = pattern.matcher(file.name());
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
  }

  /** Files that no program of Delta's puts into a log. */
  static List<Place> unknown(Place root) {
    return root.resolve(FOLDER).children().stream()
        .filter(
            file ->
                !isHidden(file) && !file.name().equals(HINT) && number(NUMBERED, file).isEmpty())
        .toList();
  }

  /** Removes what is left of lost commits, which the next ones would be taken together with. */
  static void removeLostCommits(Place root) {
    List<Place> lost = ofLostCommits(root);
    if (!lost.isEmpty()) {
      lost.forEach(Place::deleteAll);
      Place hint = root.resolve(FOLDER).resolve(HINT);
      sum(root, hint).deleteAll();
      hint.deleteAll();
    }
  }

  /** The checksum that Hadoop keeps beside a file of the log that it writes to a local disk. */
  static Place sum(Place root, Place file) {
    return root.resolve(FOLDER).resolve("." + file.name() + CHECKSUM);
  }

  /**
   * Hidden files that are no checksum of a file of the log: a commit that its process did not live
   * to give its name, and what lies beside it.
   */
  static List<Place> unfinished(Place root) {
    List<Place> files = root.resolve(FOLDER).children();
    Set<Place> checksums =
        files.stream()
            .filter(file -> !isHidden(file))
            .map(file -> sum(root, file))
            .collect(Collectors.toSet());
    return files.stream().filter(file -> isHidden(file) && !checksums.contains(file)).toList();
  }

  private static boolean isHidden(Place file) {
    return file.name().startsWith(".");
  }
}
