package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.ledger.InputRecord;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.ledger.LineCounts;
import java.util.List;

/**
 * All that a lake was ever told, by its ledger: {@code lines = entries + ignored + quarantined}.
 *
 * @param inputs files and packed folders
 * @param deleted those of them that are gone from the archive and still count
 * @param logs logs in them
 * @param bytes of the logs, unpacked
 */
record LakeTotals(
    long inputs,
    long deleted,
    long logs,
    long bytes,
    long lines,
    long entries,
    long ignored,
    long quarantined) {

  static LakeTotals of(Ledger ledger) {
    List<InputRecord> counted =
        ledger.records().values().stream().filter(record -> !record.isDead()).toList();
    LineCounts sum =
        counted.stream().map(InputRecord::counts).reduce(LineCounts.NONE, LineCounts::beside);
    return new LakeTotals(
        counted.size(),
        counted.stream().filter(record -> record.deletedAt().isPresent()).count(),
        sum.logs(),
        sum.bytes(),
        sum.lines(),
        sum.entries(),
        sum.ignored(),
        sum.quarantined());
  }
}
