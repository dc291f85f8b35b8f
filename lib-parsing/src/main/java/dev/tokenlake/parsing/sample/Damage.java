package dev.tokenlake.parsing.sample;

/** What a crash may do to a file. */
enum Damage {
  NONE,
  /** A line breaks off in the middle, and the next one goes on right there. */
  SPLICED,
  /** The newline behind the last line is missing. */
  UNTERMINATED;

  /** Which file of a session's is damaged, and how: one each in an archive. */
  static Damage of(int session, boolean agent) {
    if (agent) {
      return NONE;
    }
    return session == 0 ? SPLICED : session == 2 ? UNTERMINATED : NONE;
  }
}
