package dev.tokenlake.jobs.night;

/** The tables are published, but not all that no run needs any more could be removed. */
public final class UntidyLakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UntidyLakeException(RuntimeException cause) {
    super(cause);
  }
}
