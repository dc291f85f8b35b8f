package dev.tokenlake.jobs.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One row of usage: a response after de-duplication, or what its top level leaves out.
 *
 * @param key identity of the response
 * @param callKind {@code message}, {@code advisor}, {@code compaction} or {@code declined}
 * @param model as logged; empty when absent
 * @param timestamp earliest over all copies
 * @param logLines lines that told of the response; 0 for every kind but {@code message}
 */
public record OracleRow(
    String key,
    String callKind,
    String model,
    Optional<Instant> timestamp,
    long logLines,
    OracleTokens tokens) {

  /** Day in UTC, empty when no copy has a timestamp. */
  public Optional<LocalDate> day() {
    return timestamp.map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }
}
