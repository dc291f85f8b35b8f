package dev.tokenlake.jobs.lake;

/** A run no longer holds the lake that it was to write to. */
public final class LakeLostException extends LakeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which lake, and how it was lost
   */
  public LakeLostException(String message) {
    super(message);
  }

  /**
   * @param message which lake, and how it was lost
   * @param cause what told so
   */
  public LakeLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
