package dev.tokenlake.parsing.entry;

import java.util.Objects;

/** A refusal after which another model answered: {@code system/model_refusal_fallback}. */
public record FallbackEntry(Envelope envelope) implements LogEntry {
  public FallbackEntry {
    Objects.requireNonNull(envelope, "envelope");
  }
}
