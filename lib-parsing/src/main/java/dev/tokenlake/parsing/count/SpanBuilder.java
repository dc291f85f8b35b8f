package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.Envelope;
import dev.tokenlake.parsing.entry.WorktreeEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers what one file says of one session, line by line. */
final class SpanBuilder {
  private final String sessionId;
  private final LogFile file;
  private final boolean started;
  private final TreeSet<String> cwds = new TreeSet<>();
  private final TreeSet<String> repositoryCwds = new TreeSet<>();
  private final TreeMap<String, String> worktrees = new TreeMap<>();
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();
  private Optional<SessionSpan.Start> start = Optional.empty();

  /**
   * @param started whether a part of the file read before says where the session began
   */
  SpanBuilder(String sessionId, LogFile file, boolean started) {
    this.sessionId = sessionId;
    this.file = file;
    this.started = started;
  }

  /** Whether it is known where the session began. */
  boolean isStarted() {
    return started || start.isPresent();
  }

  void see(Envelope envelope) {
    envelope
        .timestamp()
        .ifPresent(
            at -> {
              first = first.filter(known -> !known.isAfter(at)).or(() -> Optional.of(at));
              last = last.filter(known -> !known.isBefore(at)).or(() -> Optional.of(at));
            });
    envelope
        .cwd()
        .ifPresent(
            cwd -> {
              cwds.add(cwd);
              if (envelope.gitBranch().isPresent()) {
                repositoryCwds.add(cwd);
              }
              if (!started && start.isEmpty()) {
                start =
                    Optional.of(
                        new SessionSpan.Start(
                            cwd,
                            envelope.timestamp(),
                            envelope.forked(),
                            file,
                            envelope.at().line()));
              }
            });
  }

  void worktree(WorktreeEntry entry) {
    if (entry.worktreePath().isPresent() && entry.originalCwd().isPresent()) {
      // As in SessionSpan.merge, so that a file read in parts says what it says as a whole.
      worktrees.merge(
          entry.worktreePath().get(),
          entry.originalCwd().get(),
          (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
  }

  SessionSpan build() {
    return new SessionSpan(sessionId, first, last, start, cwds, repositoryCwds, worktrees);
  }
}
