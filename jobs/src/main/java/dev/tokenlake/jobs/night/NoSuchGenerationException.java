package dev.tokenlake.jobs.night;

/** Somebody asked for a generation that cannot be gone back to. */
public final class NoSuchGenerationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchGenerationException(String message) {
    super(message);
  }
}
