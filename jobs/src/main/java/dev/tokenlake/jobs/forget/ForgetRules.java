package dev.tokenlake.jobs.forget;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run is asked to forget for good.
 *
 * @param before first day that is kept; absent for all
 * @param projects names or paths of projects
 * @param lifted whether the rules that the lake remembers are dropped first
 */
public record ForgetRules(Optional<LocalDate> before, List<String> projects, boolean lifted) {
  /** Nothing beyond what the lake remembers. */
  public static final ForgetRules NONE = new ForgetRules(Optional.empty(), List.of(), false);

  public ForgetRules {
    Objects.requireNonNull(before, "before");
    projects = List.copyOf(projects);
    if (projects.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("Blank project to forget");
    }
  }
}
