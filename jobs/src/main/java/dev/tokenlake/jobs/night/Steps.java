package dev.tokenlake.jobs.night;

/** Which steps of a night to run: at least one. */
public record Steps(boolean ingest, boolean rollup) {
  /** Logs to facts to tables. */
  public static final Steps ALL = new Steps(true, true);

  /** Logs to facts; the tables stay as they are. */
  public static final Steps INGEST = new Steps(true, false);

  /** Facts to tables. */
  public static final Steps ROLLUP = new Steps(false, true);

  public Steps {
    if (!ingest && !rollup) {
      throw new IllegalArgumentException("A run without a step");
    }
  }
}
