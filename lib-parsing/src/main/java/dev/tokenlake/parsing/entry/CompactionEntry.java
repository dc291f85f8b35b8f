package dev.tokenlake.parsing.entry;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A boundary behind which the conversation goes on with less: {@code system/compact_boundary} or
 * {@code system/microcompact_boundary}.
 *
 * @param micro whether only old tool results were dropped
 * @param trigger {@code trigger}: auto or manual
 * @param preTokens {@code preTokens}: context before, in tokens
 * @param postTokens {@code postTokens}: context after, in tokens; clients before 2026 do not say
 * @param tokensSaved {@code tokensSaved} of a micro-compaction, in tokens
 * @param durationMs {@code durationMs}
 */
public record CompactionEntry(
    Envelope envelope,
    boolean micro,
    Optional<String> trigger,
    OptionalLong preTokens,
    OptionalLong postTokens,
    OptionalLong tokensSaved,
    OptionalLong durationMs)
    implements LogEntry {

  public CompactionEntry {
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(preTokens, "preTokens");
    Objects.requireNonNull(postTokens, "postTokens");
    Objects.requireNonNull(tokensSaved, "tokensSaved");
    Objects.requireNonNull(durationMs, "durationMs");
  }
}
