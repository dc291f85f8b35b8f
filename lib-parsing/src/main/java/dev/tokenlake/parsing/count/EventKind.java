package dev.tokenlake.parsing.count;

/** Something that happened in a session and used no tokens. */
public enum EventKind {
  /** A request failed and was tried again. */
  API_ERROR,
  /** The client wrote an error text of its own in place of a response. */
  SYNTHETIC_ERROR,
  /** A response without a usage: nothing to count. */
  RESPONSE_WITHOUT_USAGE,
  /** A person interrupted. */
  INTERRUPTED,
  /** A model refused and another one answered. */
  FALLBACK;

  /** Name in tables. */
  public String tableName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
