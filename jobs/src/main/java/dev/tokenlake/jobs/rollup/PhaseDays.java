package dev.tokenlake.jobs.rollup;

import dev.tokenlake.parsing.calendar.Phase;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A phase in a form that travels to tasks, where {@code Optional} cannot.
 *
 * @param from first day, empty for since ever
 * @param to last day, empty for still going on
 */
record PhaseDays(String name, String from, String to) implements Serializable {

  static List<PhaseDays> of(List<Phase> phases) {
    return phases.stream()
        .map(
            phase ->
                new PhaseDays(
                    phase.name(),
                    phase.from().map(LocalDate::toString).orElse(""),
                    phase.to().map(LocalDate::toString).orElse("")))
        .toList();
  }

  static List<Phase> toPhases(List<PhaseDays> days) {
    return days.stream().map(d -> new Phase(d.name, date(d.from), date(d.to))).toList();
  }

  private static Optional<LocalDate> date(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }
}
