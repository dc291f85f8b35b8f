package dev.tokenlake.jobs.lake;

/** A lake that this program must not touch. */
public sealed class UnsupportedLakeException extends LakeException permits NoLakeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which lake and why
   */
  public UnsupportedLakeException(String message) {
    super(message);
  }
}
