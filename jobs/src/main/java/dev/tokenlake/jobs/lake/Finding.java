package dev.tokenlake.jobs.lake;

import java.util.Objects;

/**
 * Something wrong in a lake.
 *
 * @param place file, table or input
 * @param check which check found it
 * @param problem in words, without any text of a log
 */
public record Finding(String place, String check, String problem) {
  /** The check that finds what no run needs: it is in the way of nothing. */
  public static final String ORPHAN = "orphan";

  public Finding {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(problem, "problem");
  }
}
