package dev.tokenlake.jobs.ledger;

/**
 * What became of an input's lines: {@code lines = entries + ignored + quarantined}.
 *
 * @param logs logs in it: 1 for a log of its own
 * @param bytes of the logs, unpacked
 * @param offset byte behind the last newline read; of a packed folder, over all its logs
 */
public record LineCounts(
    long logs, long bytes, long offset, long lines, long entries, long ignored, long quarantined) {
  public LineCounts {
    if (lines != entries + ignored + quarantined) {
      throw new IllegalArgumentException(
          "Lines lost: %d lines, %d entries, %d ignored, %d quarantined"
              .formatted(lines, entries, ignored, quarantined));
    }
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
        quarantined + later.quarantined);
  }
}
