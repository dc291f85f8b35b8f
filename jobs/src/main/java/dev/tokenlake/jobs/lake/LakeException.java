package dev.tokenlake.jobs.lake;

/** Why a run did not do its work on a lake, in words that hold no text of a log. */
public abstract class LakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message free of text of logs
   */
  protected LakeException(String message) {
    super(message);
  }

  /**
   * @param message free of text of logs
   */
  protected LakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
