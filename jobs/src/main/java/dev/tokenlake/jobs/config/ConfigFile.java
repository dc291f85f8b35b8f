package dev.tokenlake.jobs.config;

import dev.tokenlake.parsing.calendar.Phase;
import dev.tokenlake.parsing.project.ProjectRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a configuration file says; options of the command line go before it.
 *
 * @param archives as on the command line: {@code PATH} or {@code LABEL=PATH}
 * @param lake folder of the lake, on this machine or as a URI
 * @param scratch folder on this machine for temporary files when the lake lies elsewhere
 * @param timezone IANA name
 * @param weekStart monday or sunday
 * @param since ISO date
 * @param until ISO date
 * @param master of Spark
 * @param phases named stretches of days
 * @param projects paths the user named
 * @param groups group of a project, by the project's name
 * @param repositories git repositories whose commits are counted
 * @param pricing how calls are priced
 * @param forgetBefore ISO date
 * @param forgetProjects names or paths
 * @param hadoop settings of the lake's storage; they may hold secrets and are never printed
 */
public record ConfigFile(
    List<String> archives,
    Optional<String> lake,
    Optional<String> scratch,
    Optional<String> timezone,
    Optional<String> weekStart,
    Optional<String> since,
    Optional<String> until,
    Optional<String> master,
    List<Phase> phases,
    List<ProjectRule> projects,
    Map<String, String> groups,
    List<Path> repositories,
    PricingConfig pricing,
    Optional<String> forgetBefore,
    List<String> forgetProjects,
    Map<String, String> hadoop) {

  public ConfigFile {
    archives = List.copyOf(archives);
    Objects.requireNonNull(lake, "lake");
    Objects.requireNonNull(scratch, "scratch");
    Objects.requireNonNull(timezone, "timezone");
    Objects.requireNonNull(weekStart, "weekStart");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(master, "master");
    phases = List.copyOf(phases);
    projects = List.copyOf(projects);
    groups = Map.copyOf(groups);
    repositories = List.copyOf(repositories);
    Objects.requireNonNull(pricing, "pricing");
    Objects.requireNonNull(forgetBefore, "forgetBefore");
    forgetProjects = List.copyOf(forgetProjects);
    hadoop = Map.copyOf(hadoop);
  }

  /** Without the settings of the storage, which may hold secrets. */
  @Override
  public String toString() {
    return "ConfigFile[archives=%s, lake=%s]".formatted(archives, lake.orElse(""));
  }

  /** A file that says nothing. */
  public static final ConfigFile EMPTY =
      new ConfigFile(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          PricingConfig.STANDARD,
          Optional.empty(),
          List.of(),
          Map.of());
}
