package dev.tokenlake.jobs.config;

import dev.tokenlake.jobs.forget.ForgetRules;
import dev.tokenlake.parsing.calendar.Phase;
import dev.tokenlake.parsing.calendar.ReportingCalendar;
import dev.tokenlake.parsing.project.ProjectRule;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that decides what the tables of a lake say, apart from the logs.
 *
 * @param calendar zone of the days and first day of the weeks
 * @param since first day that is reported, in the calendar's zone; absent for all
 * @param until last day that is reported; absent for all
 * @param phases named stretches of days; empty for one that holds all
 * @param projects paths the user named
 * @param groups group of a project, by the project's name
 * @param repositories git repositories whose commits are counted
 * @param pricing how calls are priced and what their cost is compared with
 * @param forgetting what the run is asked to forget, beyond what the lake remembers
 */
public record LakeConfig(
    ReportingCalendar calendar,
    Optional<LocalDate> since,
    Optional<LocalDate> until,
    List<Phase> phases,
    List<ProjectRule> projects,
    Map<String, String> groups,
    List<Path> repositories,
    PricingConfig pricing,
    ForgetRules forgetting) {

  public LakeConfig {
    Objects.requireNonNull(calendar, "calendar");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(until, "until");
    phases = List.copyOf(phases);
    projects = List.copyOf(projects);
    groups = Map.copyOf(groups);
    repositories = List.copyOf(repositories);
    Objects.requireNonNull(pricing, "pricing");
    Objects.requireNonNull(forgetting, "forgetting");
  }

  /** Of a run that is asked to forget nothing. */
  public LakeConfig(
      ReportingCalendar calendar,
      Optional<LocalDate> since,
      Optional<LocalDate> until,
      List<Phase> phases,
      List<ProjectRule> projects,
      Map<String, String> groups,
      List<Path> repositories,
      PricingConfig pricing) {
    this(calendar, since, until, phases, projects, groups, repositories, pricing, ForgetRules.NONE);
  }

  /** The same, asked to forget. */
  public LakeConfig forgetting(ForgetRules rules) {
    return new LakeConfig(
        calendar, since, until, phases, projects, groups, repositories, pricing, rules);
  }

  /** Whether a day is reported. */
  public boolean reports(LocalDate day) {
    return since.map(first -> !day.isBefore(first)).orElse(true)
        && until.map(last -> !day.isAfter(last)).orElse(true);
  }

  /** Whether only some days are reported. */
  public boolean isWindowed() {
    return since.isPresent() || until.isPresent();
  }
}
