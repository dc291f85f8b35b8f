package dev.tokenlake.parsing.calendar;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The phases of a lake. No day lies in two, so that phases add up; days in none are counted under
 * no phase.
 */
public record Phases(List<Phase> phases) {
  /** Name of the only phase when the user names none. */
  public static final String ALL = "all";

  public Phases {
    phases = List.copyOf(phases);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < phases.size(); i++) {
      if (!names.add(phases.get(i).name())) {
        throw new IllegalArgumentException("Two phases are named " + phases.get(i).name());
      }
      for (int j = 0; j < i; j++) {
        if (phases.get(j).overlaps(phases.get(i))) {
          throw new IllegalArgumentException(
              "Phases overlap: %s and %s".formatted(phases.get(j).name(), phases.get(i).name()));
        }
      }
    }
  }

  /** The phases given, or one that holds every day when none is. */
  public static Phases orAll(List<Phase> phases) {
    return new Phases(
        phases.isEmpty() ? List.of(new Phase(ALL, Optional.empty(), Optional.empty())) : phases);
  }

  /** Position, from 1, of the phase that holds the day; absent when none does. */
  public Optional<Integer> position(LocalDate day) {
    for (int i = 0; i < phases.size(); i++) {
      if (phases.get(i).holds(day)) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }
}
