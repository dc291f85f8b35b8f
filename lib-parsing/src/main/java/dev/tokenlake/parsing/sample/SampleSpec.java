package dev.tokenlake.parsing.sample;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What archive to make.
 *
 * @param sessions main transcripts, those without any response included
 * @param seed archives of the same seed and the same other options are equal byte by byte
 * @param meanBytes aimed-at bytes per session, its agents' files and tool results included; single
 *     sessions differ widely
 * @param from first day, UTC
 * @param to last day, UTC
 */
public record SampleSpec(int sessions, long seed, long meanBytes, LocalDate from, LocalDate to) {

  /** As many sessions, over the same days, as the study the project is measured by. */
  public static final SampleSpec DEFAULT =
      new SampleSpec(3007, 1, 60_000, LocalDate.of(2026, 1, 9), LocalDate.of(2026, 3, 3));

  public SampleSpec {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    if (sessions < 1) {
      throw new IllegalArgumentException("Sessions must be at least 1: " + sessions);
    }
    if (meanBytes < 1) {
      throw new IllegalArgumentException("Mean bytes must be at least 1: " + meanBytes);
    }
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("Last day " + to + " is before first day " + from);
    }
  }

  public SampleSpec withSessions(int count) {
    return new SampleSpec(count, seed, meanBytes, from, to);
  }

  public SampleSpec withSeed(long other) {
    return new SampleSpec(sessions, other, meanBytes, from, to);
  }

  public SampleSpec withMeanBytes(long bytes) {
    return new SampleSpec(sessions, seed, bytes, from, to);
  }

  public SampleSpec withDays(LocalDate first, LocalDate last) {
    return new SampleSpec(sessions, seed, meanBytes, first, last);
  }
}
