package dev.tokenlake.parsing.count;

import java.time.Instant;
import java.util.Optional;

/** The earlier of two instants that may be unknown. */
final class Earliest {
  private Earliest() {}

  static Optional<Instant> of(Optional<Instant> a, Optional<Instant> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return a.get().isAfter(b.get()) ? b : a;
  }
}
