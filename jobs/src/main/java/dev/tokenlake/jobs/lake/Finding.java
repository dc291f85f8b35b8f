package dev.tokenlake.jobs.night;

import java.util.Objects;

/**
 * Something wrong in a lake.
 *
 * @param place file, table or input
 * @param check which check found it
 * @param problem in words, without any text of a log
 */
public record Finding(String place, String check, String problem) {
  public Finding {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(problem, "problem");
  }
}
