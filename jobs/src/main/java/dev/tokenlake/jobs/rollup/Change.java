package dev.tokenlake.jobs.rollup;

import java.util.Set;

/**
 * What differs from the tables of an earlier night.
 *
 * @param sessions that have to be put together again; all that shares a fact with one of them
 */
record Change(Earlier earlier, Set<String> sessions) {
  /** One in so many sessions; when more changed, all are put together again. */
  private static final int SHARE = 4;

  Change {
    sessions = Set.copyOf(sessions);
  }

  /** Whether so little changed that the rest is worth taking over. */
  boolean isSmall() {
    return (long) sessions.size() * SHARE <= earlier.state().sessions();
  }
}
