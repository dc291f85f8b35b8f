package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.ledger.PlannedInput;
import dev.tokenlake.parsing.discover.Discovery;
import dev.tokenlake.parsing.discover.Discovery.SkipReason;
import dev.tokenlake.parsing.read.FileOutcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What became of the logs that a night read, from files to facts.
 *
 * @param inputs files and packed folders read
 * @param inputBytes what of them was read, on disk
 * @param skipped files and folders not read, by reason
 * @param logs logs in them
 * @param lines complete lines; equal to entries + ignored + quarantined
 * @param entries lines the tables need
 * @param ignored other lines, by type
 * @param quarantined refused lines
 * @param refusedFiles files refused as a whole or in part
 * @param rejects refused lines and files, by reason
 * @param salvaged damaged lines that still gave entries
 * @param inProgressBytes of unterminated last lines
 * @param anomalies odd numbers in usages
 */
public record IngestFunnel(
    long inputs,
    long inputBytes,
    Map<String, Long> skipped,
    long logs,
    long lines,
    long entries,
    Map<String, Long> ignored,
    long quarantined,
    long refusedFiles,
    Map<String, Long> rejects,
    long salvaged,
    long inProgressBytes,
    long anomalies) {

  /** Whether anything was refused. */
  public boolean anyQuarantined() {
    return quarantined > 0 || refusedFiles > 0;
  }

  /** Whether there are folders that could not be looked into. */
  public boolean anyUnlisted() {
    return skipped.containsKey(SkipReason.UNREADABLE_FOLDER.name());
  }

  /** Of a night without a read. */
  public static IngestFunnel none(Discovery found) {
    return new IngestFunnel(0, 0, skipped(found), 0, 0, 0, Map.of(), 0, 0, Map.of(), 0, 0, 0);
  }

  /**
   * Counts a night.
   *
   * @param written facts the night read
   * @param read inputs it read
   * @param found what there was
   */
  public static IngestFunnel of(WrittenFacts written, List<PlannedInput> read, Discovery found) {
    List<FileOutcome> logs =
        written.files().stream().map(fact -> fact.file().orElseThrow().outcome()).toList();
    Map<String, Long> ignored = new TreeMap<>();
    logs.forEach(
        log -> log.ignored().forEach((type, lines) -> ignored.merge(type, lines, Long::sum)));
    return new IngestFunnel(
        read.size(),
        read.stream().mapToLong(PlannedInput::bytes).sum(),
        skipped(found),
        logs.size(),
        sum(logs, FileOutcome::lines),
        sum(logs, FileOutcome::entries),
        ignored,
        sum(logs, FileOutcome::rejected),
        written.refusals().size(),
        written.rejects(),
        sum(logs, FileOutcome::salvaged),
        sum(logs, FileOutcome::inProgress),
        sum(logs, FileOutcome::anomalies));
  }

  private static long sum(List<FileOutcome> logs, ToLongFunction<FileOutcome> count) {
    return logs.stream().mapToLong(count).sum();
  }

  private static Map<String, Long> skipped(Discovery found) {
    Map<String, Long> skipped = new TreeMap<>();
    found.skipped().forEach(skip -> skipped.merge(skip.reason().name(), 1L, Long::sum));
    return skipped;
  }
}
