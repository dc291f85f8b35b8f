package dev.tokenlake.jobs.night;

/**
 * Which steps of a night to run: at least one.
 *
 * @param everything whether to do what seems done already
 */
public record Steps(boolean ingest, boolean rollup, boolean everything) {
  /** Logs to facts to tables. */
  public static final Steps ALL = new Steps(true, true, false);

  /** Logs to facts; the tables stay as they are. */
  public static final Steps INGEST = new Steps(true, false, false);

  /** Facts to tables. */
  public static final Steps ROLLUP = new Steps(false, true, false);

  /** All logs that are there to facts to tables, whatever is known of them. */
  public static final Steps REBUILD = new Steps(true, true, true);

  public Steps {
    if (!ingest && !rollup) {
      throw new IllegalArgumentException("A run without a step");
    }
  }
}
