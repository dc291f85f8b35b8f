package dev.tokenlake.parsing.calendar;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A stretch of days the user gave a name.
 *
 * @param from first day; absent for since ever
 * @param to last day, included; absent for still going on
 */
public record Phase(String name, Optional<LocalDate> from, Optional<LocalDate> to) {
  public Phase {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    if (name.isBlank()) {
      throw new IllegalArgumentException("Blank phase name");
    }
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw new IllegalArgumentException(
          "Phase %s ends before it begins: %s to %s".formatted(name, from.get(), to.get()));
    }
  }

  /** Whether the day lies in it. */
  public boolean holds(LocalDate day) {
    return from.map(first -> !day.isBefore(first)).orElse(true)
        && to.map(last -> !day.isAfter(last)).orElse(true);
  }

  boolean overlaps(Phase other) {
    return from.map(other::reaches).orElse(true) && other.from.map(this::reaches).orElse(true);
  }

  private boolean reaches(LocalDate day) {
    return to.map(last -> !last.isBefore(day)).orElse(true);
  }
}
