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
  private final TreeSet<String> cwds = new TreeSet<>();
  private final TreeSet<String> repositoryCwds = new TreeSet<>();
  private final TreeMap<String, String> worktrees = new TreeMap<>();
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();
  private Optional<SessionSpan.Start> start = Optional.empty();

  SpanBuilder(String sessionId, LogFile file) {
    this.sessionId = sessionId;
    this.file = file;
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
              if (start.isEmpty()) {
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
      worktrees.putIfAbsent(entry.worktreePath().get(), entry.originalCwd().get());
    }
  }

  SessionSpan build() {
    return new SessionSpan(sessionId, first, last, start, cwds, repositoryCwds, worktrees);
  }
}
