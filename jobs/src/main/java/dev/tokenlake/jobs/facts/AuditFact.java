package dev.tokenlake.jobs.facts;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a session's responses of one day come to under a counting rule other than ours. Rows add up
 * over any grouping.
 *
 * @param sessionId session the responses belong to
 * @param day of the earliest line of each response; absent without a time
 * @param rule name of the rule in tables; ours needs no such row; or {@link #UNTOLD}
 * @param source archive of the lines that the rule counts
 * @param units lines or responses it counts
 */
public record AuditFact(
    String sessionId,
    Optional<LocalDate> day,
    Optional<LocalDate> monthStart,
    String rule,
    String source,
    long units,
    long inputTokens,
    long outputTokens,
    long cacheWrite5mTokens,
    long cacheWrite1hTokens,
    long cacheReadTokens) {
  /**
   * In place of a rule: responses that no rule can be asked about. An older program counted lines
   * of them without keeping what each said.
   */
  public static final String UNTOLD = "untold";
}
