package dev.tokenlake.parsing.count;

/** Which part of a response a call is. */
public enum CallKind {
  /** The response's top-level usage: after a fallback, of the model that served. */
  MESSAGE,
  /** A request to an advisor model, which the top level leaves out. */
  ADVISOR,
  /** A compaction on the server, which the top level leaves out. */
  COMPACTION,
  /** An attempt that refused before another model served. */
  DECLINED;

  /** Name in tables. */
  public String tableName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
