package dev.tokenlake.jobs.rollup;

import java.util.Set;
import java.util.TreeSet;

/**
 * What new facts can change.
 *
 * @param sessions that may differ from what they were
 * @param beside others that have copies of their facts: they stay what they are, but it takes all
 *     copies of a fact to tell whose it is
 */
record Touched(Set<String> sessions, Set<String> beside) {
  static final Touched NONE = new Touched(Set.of(), Set.of());

  Touched {
    sessions = Set.copyOf(sessions);
    beside = Set.copyOf(beside);
    if (beside.stream().anyMatch(sessions::contains)) {
      throw new IllegalArgumentException("A session is touched and beside");
    }
  }

  /** All that have to be read. */
  Set<String> read() {
    Set<String> all = new TreeSet<>(sessions);
    all.addAll(beside);
    return all;
  }
}
