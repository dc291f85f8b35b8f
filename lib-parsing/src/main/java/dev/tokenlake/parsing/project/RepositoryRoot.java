package dev.tokenlake.parsing.project;

import dev.tokenlake.parsing.count.SessionSpan;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folds the directory a session began in to the root of its repository, as far as the logs tell:
 * out of git worktrees, and up to a shorter working directory of the same session. The disk is
 * never asked, since the archive may come from another machine.
 */
public final class RepositoryRoot {
  /** Where the client and common tools put worktrees, below the repository. */
  private static final Pattern WORKTREE =
      Pattern.compile("(.+?)[/\\\\](?:\\.claude[/\\\\]worktrees|\\.worktrees)[/\\\\][^/\\\\]+.*");

  private RepositoryRoot() {}

  /** The root, or the directory itself; absent when no record of the session names one. */
  public static Optional<ProjectPath> of(SessionSpan span) {
    return span.start()
        .map(start -> ProjectPath.of(start.cwd()))
        .map(cwd -> outOfWorktree(cwd, span))
        .map(cwd -> upToRepository(cwd, span));
  }

  private static ProjectPath outOfWorktree(ProjectPath cwd, SessionSpan span) {
    for (Map.Entry<String, String> worktree : span.worktrees().entrySet()) {
      if (ProjectPath.of(worktree.getKey()).contains(cwd)) {
        return outOfKnownPlace(ProjectPath.of(worktree.getValue()));
      }
    }
    return outOfKnownPlace(cwd);
  }

  private static ProjectPath outOfKnownPlace(ProjectPath cwd) {
    Matcher worktree = WORKTREE.matcher(cwd.text());
    return worktree.matches() ? ProjectPath.of(worktree.group(1)) : cwd;
  }

  /**
   * The shortest directory of the session above this one. Where the session logged a git branch for
   * this directory, one above without a branch is outside the repository.
   */
  private static ProjectPath upToRepository(ProjectPath cwd, SessionSpan span) {
    boolean branchKnown = span.repositoryCwds().stream().map(ProjectPath::of).anyMatch(cwd::equals);
    return (branchKnown ? span.repositoryCwds() : span.cwds())
        .stream()
            .map(ProjectPath::of)
            .filter(other -> other.isAbove(cwd) && !other.isShared())
            .min(Comparator.comparingInt((ProjectPath path) -> path.text().length()))
            .orElse(cwd);
  }
}
