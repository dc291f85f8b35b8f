package dev.tokenlake.parsing.project;

import java.util.Objects;

/**
 * A project the user named: every path at or below one.
 *
 * @param path folder on the machine the logs come from
 * @param name project its sessions belong to
 */
public record ProjectRule(ProjectPath path, String name) {
  public ProjectRule {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("Blank project name for a path");
    }
  }
}
