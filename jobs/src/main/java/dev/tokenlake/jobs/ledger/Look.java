package dev.tokenlake.jobs.ledger;

import dev.tokenlake.parsing.discover.LogInput;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * What the file system says of a file without opening it. Two equal looks mean the same bytes: a
 * rewrite can keep size and time of modification, but not the time of the inode's change.
 *
 * @param size length in bytes
 * @param modified time of last modification
 * @param changed time of the inode's last change; absent where the file system has none
 */
public record Look(long size, Instant modified, Optional<Instant> changed) {
  private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
  private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

  public Look {
    Objects.requireNonNull(modified, "modified");
    Objects.requireNonNull(changed, "changed");
    if (size < 0) {
      throw new IllegalArgumentException("Negative size: " + size);
    }
  }

  /** What was seen of an input when it was looked at. */
  static Look of(LogInput input) {
    return new Look(
        input.size(), micros(input.modified()), input.changedBySystem().map(Look::micros));
  }

  /** As exact and as far off as a Parquet timestamp keeps it; anybody may set any time. */
  private static Instant micros(Instant time) {
    if (time.isBefore(FIRST)) {
      return FIRST;
    }
    return time.isAfter(LAST) ? LAST : time.truncatedTo(ChronoUnit.MICROS);
  }
}
