package dev.tokenlake.jobs.night;

import java.io.UncheckedIOException;

/** The night was done, but its report could not be written. */
public final class UnreportedNightException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreportedNightException(UncheckedIOException cause) {
    super(cause);
  }
}
