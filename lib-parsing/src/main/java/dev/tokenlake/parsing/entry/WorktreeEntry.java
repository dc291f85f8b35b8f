package dev.tokenlake.parsing.entry;

import java.util.Objects;
import java.util.Optional;

/**
 * The session works in a git worktree: {@code type = worktree-state} with a session in it.
 *
 * @param originalCwd {@code worktreeSession.originalCwd}: where the repository itself is
 * @param worktreePath {@code worktreeSession.worktreePath}
 */
public record WorktreeEntry(
    Envelope envelope, Optional<String> originalCwd, Optional<String> worktreePath)
    implements LogEntry {

  public WorktreeEntry {
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(originalCwd, "originalCwd");
    Objects.requireNonNull(worktreePath, "worktreePath");
  }
}
