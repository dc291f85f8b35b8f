package dev.tokenlake.parsing.sample;

import java.util.List;

/**
 * A version of the client and how its logs look.
 *
 * @param name as logged
 * @param nestedAgents whether an agent's transcript lies in a folder of its session
 * @param progress whether the session tells of agents while they work
 * @param attachments whether what hooks say is logged as a line of its own type
 * @param iterations whether usages list their iterations
 * @param finality when the output count of a line is the true one
 */
record ClientVersion(
    String name,
    boolean nestedAgents,
    boolean progress,
    boolean attachments,
    boolean iterations,
    Finality finality) {

  /** When the lines of a response carry the true output count. */
  enum Finality {
    /** At best on the last line, and never with a stop reason. */
    RARELY,
    /** On the last line, with the stop reason. */
    LAST_LINE,
    /** On each line. */
    EVERY_LINE
  }

  private static final List<ClientVersion> BY_AGE =
      List.of(
          new ClientVersion("2.0.76", false, false, false, false, Finality.RARELY),
          new ClientVersion("2.1.7", false, false, false, false, Finality.RARELY),
          new ClientVersion("2.1.14", true, true, false, false, Finality.RARELY),
          new ClientVersion("2.1.31", true, true, false, false, Finality.RARELY),
          new ClientVersion("2.1.49", true, true, false, true, Finality.RARELY),
          new ClientVersion("2.1.72", true, true, false, true, Finality.LAST_LINE),
          new ClientVersion("2.1.97", true, false, true, true, Finality.EVERY_LINE),
          new ClientVersion("2.1.105", true, false, true, true, Finality.EVERY_LINE));

  /** The version in use when this share (of {@code of}) of the archive is written. */
  static ClientVersion at(int position, int of, Dice dice) {
    int newest = (int) ((long) position * BY_AGE.size() / of);
    return BY_AGE.get(dice.chance(0.25) ? Math.max(newest - 1, 0) : newest);
  }
}
