package dev.tokenlake.jobs.forget;

import dev.tokenlake.parsing.project.ProjectNames;
import dev.tokenlake.parsing.project.ProjectPath;
import dev.tokenlake.parsing.project.ProjectRule;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A project to forget. A path means every project at or below it. A name means the projects that
 * have it when it first names any, and from then on those, since forgetting one can give its name
 * to another; and whatever the configuration puts under the name.
 *
 * @param said as the user said it
 * @param paths of the projects that a name stands for; empty for a path, and as long as the name
 *     names none
 */
public record ForgottenProject(String said, SortedSet<String> paths) {
  private static final Pattern PATH = Pattern.compile("(?s)([/\\\\]|[A-Za-z]:[/\\\\]).*");

  public ForgottenProject {
    Objects.requireNonNull(said, "said");
    paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
    if (said.isBlank()) {
      throw new IllegalArgumentException("Blank project to forget");
    }
  }

  /** As just said. */
  public static ForgottenProject of(String said) {
    return new ForgottenProject(said.strip(), new TreeSet<>());
  }

  /** Whether both are one rule, however it is spelled. */
  boolean isSameAs(ForgottenProject other) {
    return (isPath() && other.isPath())
        ? contains(ProjectPath.of(other.said)) && other.contains(ProjectPath.of(said))
        : said.equals(other.said);
  }

  /** Whether it is a name that never named a project yet. */
  boolean isOpen() {
    return !isPath() && paths.isEmpty();
  }

  private boolean isPath() {
    return PATH.matcher(said).matches();
  }

  /** With the projects that it names among these. */
  ForgottenProject among(SortedSet<ProjectPath> all, ProjectNames names, List<ProjectRule> rules) {
    if (isPath()) {
      return this;
    }
    TreeSet<String> found = new TreeSet<>(paths);
    for (ProjectPath path : all) {
      if (names.nameOf(path).equals(said) && (isOpen() || isRuled(path, rules))) {
        found.add(path.text());
      }
    }
    return new ForgottenProject(said, found);
  }

  private boolean isRuled(ProjectPath path, List<ProjectRule> rules) {
    return rules.stream().anyMatch(rule -> rule.name().equals(said) && rule.path().contains(path));
  }

  /** Whether the sessions of a project are forgotten. */
  boolean covers(ProjectPath project) {
    return isPath() ? contains(project) : paths.contains(project.text());
  }

  /**
   * Whether a project lies at or below this path; which separators it is spelled with is no matter.
   */
  private boolean contains(ProjectPath project) {
    List<String> parts = parts(ProjectPath.of(said));
    List<String> whole = parts(project);
    return isRooted(said) == isRooted(project.text())
        && parts.size() <= whole.size()
        && parts.equals(whole.subList(0, parts.size()));
  }

  private static boolean isRooted(String path) {
    return path.startsWith("/") || path.startsWith("\\");
  }

  private static List<String> parts(ProjectPath path) {
    return path.parts().stream().filter(part -> !part.equals(".")).toList();
  }
}
