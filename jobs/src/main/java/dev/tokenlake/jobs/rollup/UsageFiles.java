package dev.tokenlake.jobs.rollup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Which file of the usage table a call stands in when the table is written whole: each holds some
 * days on end, so that who wants some days reads some files.
 *
 * @param starts first day of each file, ascending; the first file holds all days before as well
 */
record UsageFiles(List<LocalDate> starts) {
  private static final long MOST_FILES = 256;

  /** File of the calls without a time; it sorts behind the others. */
  static final String UNDATED = "undated";

  UsageFiles {
    starts = List.copyOf(new TreeSet<>(starts));
  }

  /**
   * Those of a table that is written whole.
   *
   * @param rowsPerFile calls that are worth a file
   */
  static UsageFiles of(SortedMap<LocalDate, Long> callsOfDays, long rowsPerFile) {
    long least = Math.max(rowsPerFile, sum(callsOfDays) / MOST_FILES);
    List<LocalDate> starts = new ArrayList<>();
    long held = least;
    for (var day : callsOfDays.entrySet()) {
      if (held >= least) {
        starts.add(day.getKey());
        held = 0;
      }
      held += day.getValue();
    }
    return new UsageFiles(starts);
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

  /** Name of the file of what a later night brought. */
  static String ofNight(long generation) {
    return fileName("night", generation);
  }

  /** Whether a file holds what a later night brought. */
  static boolean isOfNight(String name) {
    return name.startsWith("part-night-");
  }

  /**
   * Name of a file by its key. No two generations have different files of one name, so a reader who
   * listed one and opens the other finds it gone, and never a mixture.
   *
   * @param generation that wrote it
   */
  static String fileName(String key, long generation) {
    return "part-%s-%06d.parquet".formatted(key, generation);
  }

  /** Name of a file that is written again without some of its calls. */
  static String again(String name, long generation) {
    String key = name.substring("part-".length(), name.length() - ".parquet".length());
    return fileName(key.replaceFirst("(?<=\\d)-\\d{6,18}$", ""), generation);
  }
}
