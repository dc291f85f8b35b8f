package dev.tokenlake.jobs.forget;

import dev.tokenlake.parsing.project.ProjectNames;
import dev.tokenlake.parsing.project.ProjectPath;
import dev.tokenlake.parsing.project.ProjectRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that a lake goes by when it forgets, remembered in it.
 *
 * @param before first day that is kept; absent for all
 * @param zone whose midnights part the days; empty as long as there is no day
 * @param projects to forget
 * @param cleanSince first version of the facts that went by these rules and still holds nothing
 *     that was forgotten later; what earlier ones hold is not to be had any more. 0 for all
 * @param settled whether the facts that are there were gone through by these rules
 */
public record ForgetBook(
    Optional<LocalDate> before,
    String zone,
    List<ForgottenProject> projects,
    long cleanSince,
    boolean settled) {
  /** Of a lake that was never told to forget. */
  public static final ForgetBook EMPTY = new ForgetBook(Optional.empty(), "", List.of(), 0, true);

  public ForgetBook {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(zone, "zone");
    projects = List.copyOf(projects);
    if (cleanSince < 0) {
      throw new IllegalArgumentException("Invalid version: " + cleanSince);
    }
  }

  /** The rules for a person to read. */
  public String inWords() {
    return Stream.concat(
            before.stream().map(day -> "before " + day), projects.stream().map(p -> p.said()))
        .collect(Collectors.joining("; "));
  }

  /** Whether there is nothing to forget. */
  public boolean isEmpty() {
    return before.isEmpty() && projects.isEmpty();
  }

  /** Whether an instant is of a day that is forgotten. */
  public boolean isBefore(Instant at) {
    return before.filter(first -> isBefore(at, first, zone)).isPresent();
  }

  /** Whether an instant is of a day before another, where the midnights are those of a zone. */
  public static boolean isBefore(Instant at, LocalDate first, String zone) {
    return LocalDate.ofInstant(at, ZoneId.of(zone)).isBefore(first);
  }

  /**
   * With what a run asks for: rules are added, and of two days the later one holds, in the zone of
   * the run that asked for it last.
   */
  public ForgetBook with(ForgetRules asked, ZoneId runZone) {
    ForgetBook start =
        asked.lifted() ? new ForgetBook(Optional.empty(), "", List.of(), cleanSince, false) : this;
    Optional<LocalDate> day =
        start.before.isPresent() && asked.before().isPresent()
            ? asked.before().filter(d -> d.isAfter(start.before.get())).or(() -> start.before)
            : start.before.or(asked::before);
    List<ForgottenProject> all = new ArrayList<>(start.projects);
    for (String said : asked.projects()) {
      ForgottenProject project = ForgottenProject.of(said);
      if (all.stream().noneMatch(project::isSameAs)) {
        all.add(project);
      }
    }
    String dayZone = day.isPresent() && day.equals(asked.before()) ? runZone.getId() : start.zone;
    ForgetBook asking = new ForgetBook(day, dayZone, all, cleanSince, start.settled);
    return asking.hasRulesOf(start) ? asking : asking.unsettled();
  }

  /** Whether a version of the facts holds nothing that is forgotten, so far as this book goes. */
  public boolean isClean(long version) {
    return version >= cleanSince;
  }

  /** Whether both forget the same. */
  public boolean hasRulesOf(ForgetBook other) {
    return before.equals(other.before)
        && zone.equals(other.zone)
        && projects.equals(other.projects);
  }

  /** Whether a name still waits for a project to name. */
  public boolean hasOpenNames() {
    return projects.stream().anyMatch(ForgottenProject::isOpen);
  }

  /** With the projects that its names stand for among these. */
  public ForgetBook among(SortedSet<ProjectPath> paths, List<ProjectRule> rules) {
    ProjectNames names = ProjectNames.of(paths, rules);
    return new ForgetBook(
        before,
        zone,
        projects.stream().map(project -> project.among(paths, names, rules)).toList(),
        cleanSince,
        settled);
  }

  /** Whether the sessions of a project are forgotten. */
  public boolean covers(ProjectPath project) {
    return projects.stream().anyMatch(rule -> rule.covers(project));
  }

  /** Rules of projects, as they were said, that none of these goes by. */
  public List<String> idle(Collection<ProjectPath> paths) {
    return projects.stream()
        .filter(rule -> paths.stream().noneMatch(rule::covers))
        .map(ForgottenProject::said)
        .toList();
  }

  /** As one that the facts go by. */
  public ForgetBook settledAs(long version) {
    return new ForgetBook(before, zone, projects, version, true);
  }

  /** As one whose facts are still to be gone through. */
  public ForgetBook unsettled() {
    return new ForgetBook(before, zone, projects, cleanSince, false);
  }
}
