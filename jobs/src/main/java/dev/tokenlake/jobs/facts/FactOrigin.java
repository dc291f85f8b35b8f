package dev.tokenlake.jobs.facts;

import java.util.Objects;

/**
 * Which read of which input a fact comes from.
 *
 * @param source label of its archive
 * @param input name of the input: the log itself, or the packed folder it is in
 * @param epoch how often the input was read from its start, from 1; 0 for what was merged over
 *     several
 */
public record FactOrigin(String source, String input, int epoch) {
  /** Of facts merged over files. */
  public static final FactOrigin MERGED = new FactOrigin("", "", 0);

  public FactOrigin {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(input, "input");
    if (epoch < 0) {
      throw new IllegalArgumentException("Invalid epoch: " + epoch);
    }
  }
}
