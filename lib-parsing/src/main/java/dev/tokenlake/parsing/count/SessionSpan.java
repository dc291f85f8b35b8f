package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.discover.LogFile;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one file, or several merged, say of a session besides its responses: when it ran and where.
 *
 * @param sessionId the session
 * @param first earliest time of an entry, UTC
 * @param last latest time of an entry, UTC
 * @param start where the session began to name a working directory; absent when it never did
 * @param cwds every working directory seen
 * @param repositoryCwds those of them that were seen with a git branch checked out
 * @param worktrees working directories of git worktrees and the directory they were made from
 */
public record SessionSpan(
    String sessionId,
    Optional<Instant> first,
    Optional<Instant> last,
    Optional<Start> start,
    SortedSet<String> cwds,
    SortedSet<String> repositoryCwds,
    SortedMap<String, String> worktrees) {

  /**
   * The first record with a working directory.
   *
   * @param at its time, UTC
   */
  public record Start(String cwd, Optional<Instant> at, boolean forked, LogFile file, long line) {

    /** The session's true start first: earliest, in a main transcript, then by place. */
    public static final Comparator<Start> FIRST =
        Comparator.comparing((Start s) -> s.at().orElse(Instant.MAX))
            .thenComparing(Start::forked)
            .thenComparing(s -> s.file().kind().isAgent())
            .thenComparing(s -> s.file().source())
            .thenComparing(s -> s.file().name())
            .thenComparingLong(Start::line);

    public Start {
      Objects.requireNonNull(cwd, "cwd");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(file, "file");
    }
  }

  public SessionSpan {
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(start, "start");
    cwds = Collections.unmodifiableSortedSet(new TreeSet<>(cwds));
    repositoryCwds = Collections.unmodifiableSortedSet(new TreeSet<>(repositoryCwds));
    worktrees = Collections.unmodifiableSortedMap(new TreeMap<>(worktrees));
  }

  /** Both spans of the session as one. */
  public SessionSpan merge(SessionSpan other) {
    TreeSet<String> allCwds = new TreeSet<>(cwds);
    allCwds.addAll(other.cwds);
    TreeSet<String> allRepositoryCwds = new TreeSet<>(repositoryCwds);
    allRepositoryCwds.addAll(other.repositoryCwds);
    TreeMap<String, String> allWorktrees = new TreeMap<>(worktrees);
    for (Map.Entry<String, String> worktree : other.worktrees.entrySet()) {
      allWorktrees.merge(
          worktree.getKey(), worktree.getValue(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    return new SessionSpan(
        sessionId,
        Earliest.of(first, other.first),
        later(last, other.last),
        firstOf(start, other.start),
        allCwds,
        allRepositoryCwds,
        allWorktrees);
  }

  private static Optional<Start> firstOf(Optional<Start> a, Optional<Start> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return Start.FIRST.compare(a.get(), b.get()) <= 0 ? a : b;
  }

  private static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return a.get().isBefore(b.get()) ? b : a;
  }
}
