package dev.tokenlake.jobs.lake;

/** Another run writes to the lake. */
public final class LakeHeldException extends LakeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which lake, who holds it and since when
   */
  public LakeHeldException(String message) {
    super(message);
  }
}
