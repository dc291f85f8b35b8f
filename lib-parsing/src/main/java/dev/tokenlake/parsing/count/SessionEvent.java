package dev.tokenlake.parsing.count;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An event of a session, once however often it was copied.
 *
 * @param key uuid of the record, else its place
 * @param at earliest time on any copy, UTC
 */
public record SessionEvent(String key, Optional<Instant> at, EventKind kind, Origin origin) {
  public SessionEvent {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(origin, "origin");
  }

  /** The more original of two copies, at the earlier time. */
  public SessionEvent merge(SessionEvent other) {
    SessionEvent better = Origin.ORIGINAL_FIRST.compare(origin, other.origin) <= 0 ? this : other;
    return new SessionEvent(key, Earliest.of(at, other.at), better.kind, better.origin);
  }
}
