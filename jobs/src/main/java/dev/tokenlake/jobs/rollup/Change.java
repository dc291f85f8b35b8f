package dev.tokenlake.jobs.rollup;

import java.util.Objects;
import java.util.Set;

/**
 * What differs from the tables of an earlier night.
 *
 * @param touched sessions that have to be put together again
 */
record Change(Earlier earlier, Touched touched) {
  /** One in so many sessions; when more changed, all are put together again. */
  private static final int SHARE = 4;

  Change {
    Objects.requireNonNull(earlier, "earlier");
    Objects.requireNonNull(touched, "touched");
  }

  /** Sessions that have to be put together again. */
  Set<String> sessions() {
    return touched.sessions();
  }

  /** Whether so little changed that the rest is worth taking over. */
  boolean isSmall() {
    return (long) sessions().size() * SHARE <= earlier.state().sessions();
  }
}
