package dev.tokenlake.parsing.session;

import java.util.List;
import java.util.Objects;

/** A session put in order: its calls by thread and time, and its summary. */
public record Session(List<PlacedCall> calls, SessionSummary summary) {
  public Session {
    calls = List.copyOf(calls);
    Objects.requireNonNull(summary, "summary");
  }
}
