package dev.tokenlake.jobs.store;

/** Somebody asked for a table, or for a column of one, that is not there. */
public final class UnknownNameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message names what there is instead
   */
  public UnknownNameException(String message) {
    super(message);
  }
}
