package dev.tokenlake.parsing.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhasesTest {
  private static final Phase BEFORE = phase("Before", "", "2026-01-04");
  private static final Phase BUILD = phase("Build", "2026-01-05", "2026-01-25");
  private static final Phase AFTER = phase("After", "2026-01-27", "");

  @Test
  void bothEndsOfAPhaseBelongToIt() {
    Phases phases = new Phases(List.of(BEFORE, BUILD, AFTER));

    assertThat(phases.position(LocalDate.of(1999, 1, 1))).contains(1);
    assertThat(phases.position(LocalDate.of(2026, 1, 4))).contains(1);
    assertThat(phases.position(LocalDate.of(2026, 1, 5))).contains(2);
    assertThat(phases.position(LocalDate.of(2026, 1, 25))).contains(2);
    assertThat(phases.position(LocalDate.of(2026, 1, 26))).isEmpty();
    assertThat(phases.position(LocalDate.of(2026, 1, 27))).contains(3);
    assertThat(phases.position(LocalDate.of(2999, 1, 1))).contains(3);
  }

  @Test
  void withoutPhasesOneHoldsEveryDay() {
    Phases all = Phases.orAll(List.of());

    assertThat(all.phases()).extracting(Phase::name).containsExactly("all");
    assertThat(all.position(LocalDate.of(2026, 1, 26))).contains(1);
  }

  @Test
  void noDayLiesInTwoPhases() {
    assertThatThrownBy(() -> new Phases(List.of(BUILD, phase("More", "2026-01-25", "2026-02-01"))))
        .hasMessage("Phases overlap: Build and More");
    assertThatThrownBy(() -> new Phases(List.of(AFTER, phase("Ever", "", ""))))
        .hasMessage("Phases overlap: After and Ever");
    assertThatThrownBy(() -> new Phases(List.of(BEFORE, phase("Past", "", "2020-01-01"))))
        .hasMessage("Phases overlap: Before and Past");
  }

  @Test
  void phasesHaveNamesOfTheirOwnAndEndAfterTheyBegin() {
    assertThatThrownBy(() -> new Phases(List.of(BUILD, phase("Build", "2026-03-01", ""))))
        .hasMessage("Two phases are named Build");
    assertThatThrownBy(() -> phase(" ", "", "")).hasMessage("Blank phase name");
    assertThatThrownBy(() -> phase("Build", "2026-01-05", "2026-01-04"))
        .hasMessage("Phase Build ends before it begins: 2026-01-05 to 2026-01-04");
  }

  private static Phase phase(String name, String from, String to) {
    return new Phase(name, day(from), day(to));
  }

  private static Optional<LocalDate> day(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }
}
