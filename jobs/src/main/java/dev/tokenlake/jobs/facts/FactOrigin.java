package dev.tokenlake.jobs.facts;

import java.util.Objects;
import java.util.Optional;

/**
 * Which read of which input a fact comes from.
 *
 * @param source label of its archive
 * @param input name of the input: the log itself, or the packed folder it is in
 * @param epoch how often the input was read from its start, from 1; 0 for what was merged over
 *     several
 * @param member which log in a packed folder; absent for a log of its own, and in facts of programs
 *     that did not say it
 */
public record FactOrigin(String source, String input, int epoch, Optional<String> member) {
  /** Of facts merged over files. */
  public static final FactOrigin MERGED = new FactOrigin("", "", 0, Optional.empty());

  public FactOrigin {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(member, "member");
    if (epoch < 0) {
      throw new IllegalArgumentException("Invalid epoch: " + epoch);
    }
  }

  /** Of an input as a whole. */
  public static FactOrigin of(String source, String input, int epoch) {
    return new FactOrigin(source, input, epoch, Optional.empty());
  }

  /** Of one log of the same read, where the input holds many. */
  public FactOrigin in(Optional<String> log) {
    return new FactOrigin(source, input, epoch, log);
  }
}
