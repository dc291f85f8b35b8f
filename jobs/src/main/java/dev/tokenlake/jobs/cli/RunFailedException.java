package dev.tokenlake.jobs.cli;

/** A run that did not come to its end; the cause is in the run's log. */
final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
