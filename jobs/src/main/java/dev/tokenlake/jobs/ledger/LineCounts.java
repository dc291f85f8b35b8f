package dev.tokenlake.jobs.ledger;

/**
 * What became of an input's lines: {@code lines = entries + ignored + quarantined}.
 *
 * @param logs logs in it: 1 for a log of its own
 * @param bytes of the logs, unpacked
 * @param offset byte behind the last newline read; of a packed folder, over all its logs
 * @param refusedFiles logs and packed folders that could not be read to their end
 */
public record LineCounts(
    long logs,
    long bytes,
    long offset,
    long lines,
    long entries,
    long ignored,
    long quarantined,
    long refusedFiles) {
  /** Of an input without a log. */
  public static final LineCounts NONE = new LineCounts(0, 0, 0, 0, 0, 0, 0, 0);

  public LineCounts {
    if (lines != entries + ignored + quarantined) {
      throw new IllegalArgumentException(
          "Lines lost: %d lines, %d entries, %d ignored, %d quarantined"
              .formatted(lines, entries, ignored, quarantined));
    }
  }

  /** Whether both say the same of their lines. */
  public boolean sameLines(LineCounts other) {
    return lines == other.lines
        && entries == other.entries
        && ignored == other.ignored
        && quarantined == other.quarantined;
  }

  /** Of two logs in one packed folder: all sums. */
  public LineCounts beside(LineCounts other) {
    return new LineCounts(
        logs + other.logs,
        bytes + other.bytes,
        offset + other.offset,
        lines + other.lines,
        entries + other.entries,
        ignored + other.ignored,
        quarantined + other.quarantined,
        refusedFiles + other.refusedFiles);
  }

  /** Of both parts of an input that was read on: sums, and the end that the later part says. */
  LineCounts then(LineCounts later) {
    return new LineCounts(
        Math.max(logs, later.logs),
        later.bytes,
        later.offset,
        lines + later.lines,
        entries + later.entries,
        ignored + later.ignored,
        quarantined + later.quarantined,
        refusedFiles + later.refusedFiles);
  }
}
