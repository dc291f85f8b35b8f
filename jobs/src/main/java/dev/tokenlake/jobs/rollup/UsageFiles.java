package dev.tokenlake.jobs.rollup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which file of the usage table a call stands in: each holds some days on end, so that a night
 * writes the files of the days it changed and no other.
 *
 * @param starts first day of each file, ascending; the first file holds all days before as well
 */
record UsageFiles(List<LocalDate> starts) {
  /** Fewer calls are not worth a file. */
  private static final long LEAST_ROWS = 50_000;

  private static final long MOST_FILES = 256;

  /** File of the calls without a time; it sorts behind the others. */
  static final String UNDATED = "undated";

  private static final Pattern NAME = Pattern.compile("part-(\\d{4,}-\\d\\d-\\d\\d)\\.parquet");

  UsageFiles {
    starts = List.copyOf(new TreeSet<>(starts));
  }

  /** Those of a table that is written whole. */
  static UsageFiles of(SortedMap<LocalDate, Long> callsOfDays) {
    return new UsageFiles(List.of()).andLater(callsOfDays);
  }

  /** Those of a table as it stands. */
  static UsageFiles ofNames(Collection<String> names) {
    return new UsageFiles(
        names.stream()
            .map(NAME::matcher)
            .filter(Matcher::matches)
            .map(matcher -> LocalDate.parse(matcher.group(1)))
            .toList());
  }

  /** With further files where the last would get too large; no day changes its file. */
  UsageFiles extended(SortedMap<LocalDate, Long> callsOfDays, Optional<LocalDate> lastKnownDay) {
    if (starts.isEmpty() || lastKnownDay.isEmpty()) {
      return of(callsOfDays);
    }
    long least = least(callsOfDays);
    LocalDate last = starts.get(starts.size() - 1);
    long held = sum(callsOfDays.subMap(last, lastKnownDay.get().plusDays(1)));
    SortedMap<LocalDate, Long> later = callsOfDays.tailMap(lastKnownDay.get().plusDays(1));
    return held < least ? this : andLater(later);
  }

  private UsageFiles andLater(SortedMap<LocalDate, Long> days) {
    List<LocalDate> all = new ArrayList<>(starts);
    long least = least(days);
    long held = least;
    for (var day : days.entrySet()) {
      if (held >= least) {
        all.add(day.getKey());
        held = 0;
      }
      held += day.getValue();
    }
    return new UsageFiles(all);
  }

  private static long least(SortedMap<LocalDate, Long> days) {
    return Math.max(LEAST_ROWS, sum(days) / MOST_FILES);
  }

  private static long sum(SortedMap<LocalDate, Long> days) {
    return days.values().stream().mapToLong(Long::longValue).sum();
  }

  /** SQL of the key of a call's file. */
  String keySql() {
    StringBuilder sql = new StringBuilder("CASE WHEN day IS NULL THEN '" + UNDATED + "'");
    for (int i = starts.size() - 1; i > 0; i--) {
      sql.append(" WHEN day >= DATE '%s' THEN '%s'".formatted(starts.get(i), starts.get(i)));
    }
    return sql.append(" ELSE '%s' END".formatted(starts.isEmpty() ? UNDATED : starts.get(0)))
        .toString();
  }

  /** Key of a file by its name. */
  static String keyOf(String fileName) {
    return fileName.substring("part-".length(), fileName.indexOf('.'));
  }

  /** Name of a file by its key. */
  static String fileName(String key) {
    return "part-" + key + ".parquet";
  }
}
