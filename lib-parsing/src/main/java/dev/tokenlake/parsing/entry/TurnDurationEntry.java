package dev.tokenlake.parsing.entry;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How long the client worked on a prompt: {@code system/turn_duration}.
 *
 * @param durationMs {@code durationMs}
 * @param messageCount {@code messageCount}
 */
public record TurnDurationEntry(
    Envelope envelope, OptionalLong durationMs, OptionalLong messageCount) implements LogEntry {

  public TurnDurationEntry {
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(durationMs, "durationMs");
    Objects.requireNonNull(messageCount, "messageCount");
  }
}
