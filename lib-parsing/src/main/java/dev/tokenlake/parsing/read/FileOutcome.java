package dev.tokenlake.parsing.read;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of a file's lines. Every line is an entry, ignored or refused: {@code lines = entries
 * + ignored + rejected}.
 *
 * @param lines complete lines: those ended by a newline, and an unterminated last one that is a
 *     whole JSON object by itself
 * @param entries lines that gave at least one entry
 * @param ignored lines of no use to the tables, by {@code type} as logged; {@code (blank)} for
 *     empty ones, {@code (none)} for records without a type, {@code (other)} for types beyond the
 *     first hundred or of odd spelling
 * @param rejected refused lines
 * @param salvaged lines that were damaged and still gave entries
 * @param bytes length of the file when it was opened, unpacked
 * @param offset byte behind the last newline: where to read on when the file has grown
 * @param inProgress bytes of an unterminated last line; when it is a whole JSON object it counts as
 *     a line all the same, otherwise it is left to the next run
 * @param anomalies odd numbers in usages, see {@code LoggedUsage}
 * @param firstTimestamp of the first record that has one
 */
public record FileOutcome(
    long lines,
    long entries,
    Map<String, Long> ignored,
    long rejected,
    long salvaged,
    long bytes,
    long offset,
    long inProgress,
    long anomalies,
    Optional<Instant> firstTimestamp) {

  public FileOutcome {
    ignored = Collections.unmodifiableSortedMap(new TreeMap<>(ignored));
    Objects.requireNonNull(firstTimestamp, "firstTimestamp");
    long ignoredLines = ignored.values().stream().mapToLong(Long::longValue).sum();
    if (lines != entries + ignoredLines + rejected) {
      throw new IllegalArgumentException(
          "Lines lost: %d lines, %d entries, %d ignored, %d rejected"
              .formatted(lines, entries, ignoredLines, rejected));
    }
  }

  /**
   * Outcome of a file read in two parts: this one, and the one behind its mark. The sums are those
   * of both; where the file ends is what the later part says.
   */
  public FileOutcome then(FileOutcome later) {
    TreeMap<String, Long> allIgnored = new TreeMap<>(ignored);
    later.ignored.forEach((type, count) -> allIgnored.merge(type, count, Math::addExact));
    return new FileOutcome(
        Math.addExact(lines, later.lines),
        Math.addExact(entries, later.entries),
        allIgnored,
        Math.addExact(rejected, later.rejected),
        Math.addExact(salvaged, later.salvaged),
        later.bytes,
        later.offset,
        later.inProgress,
        Math.addExact(anomalies, later.anomalies),
        firstTimestamp.or(later::firstTimestamp));
  }

  /** Lines of no use to the tables. */
  public long ignoredLines() {
    return ignored.values().stream().mapToLong(Long::longValue).sum();
  }
}
