package dev.tokenlake.jobs.lake;

/** Something a lake had is gone or not as it was written, and to go on would lose more of it. */
public final class DamagedLakeException extends LakeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message free of text of logs
   */
  public DamagedLakeException(String message) {
    super(message);
  }

  /**
   * @param message free of text of logs
   */
  public DamagedLakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
