package dev.tokenlake.parsing.project;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Short names for projects: the name a rule gives, else the last parts of the path, as few as make
 * it unique among all projects of the lake.
 */
public final class ProjectNames {
  private final SortedMap<ProjectPath, String> names;

  private ProjectNames(SortedMap<ProjectPath, String> names) {
    this.names = names;
  }

  /**
   * Names for these paths.
   *
   * @param rules of the user; the one with the longest path wins
   */
  public static ProjectNames of(Collection<ProjectPath> paths, List<ProjectRule> rules) {
    TreeMap<ProjectPath, String> names = new TreeMap<>();
    TreeSet<ProjectPath> unnamed = new TreeSet<>();
    for (ProjectPath path : paths) {
      ruled(path, rules).ifPresentOrElse(name -> names.put(path, name), () -> unnamed.add(path));
    }
    Map<String, Integer> uses = new HashMap<>();
    new TreeSet<>(names.values()).forEach(name -> uses.put(name, 1));
    for (ProjectPath path : unnamed) {
      for (int parts = 1; parts <= path.parts().size(); parts++) {
        uses.merge(tail(path, parts), 1, Integer::sum);
      }
    }
    for (ProjectPath path : unnamed) {
      names.put(path, shortest(path, uses));
    }
    return new ProjectNames(names);
  }

  /**
   * Name of a path.
   *
   * @throws IllegalArgumentException when the path was not among those the names were made for
   */
  public String nameOf(ProjectPath path) {
    return Optional.ofNullable(names.get(path))
        .orElseThrow(
            () -> new IllegalArgumentException("No name was made for path: " + path.text()));
  }

  private static Optional<String> ruled(ProjectPath path, List<ProjectRule> rules) {
    return rules.stream()
        .filter(rule -> rule.path().contains(path))
        .max(Comparator.comparingInt((ProjectRule rule) -> rule.path().text().length()))
        .map(ProjectRule::name);
  }

  private static String shortest(ProjectPath path, Map<String, Integer> uses) {
    for (int parts = 1; parts <= path.parts().size(); parts++) {
      String name = tail(path, parts);
      if (uses.get(name) == 1) {
        return name;
      }
    }
    return path.text();
  }

  private static String tail(ProjectPath path, int parts) {
    List<String> all = path.parts();
    return String.join("/", all.subList(all.size() - parts, all.size()));
  }
}
