package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.lake.LakeException;
import java.util.List;

/** Tables contradict each other or the facts, so nothing is published. */
public final class BrokenIdentityException extends LakeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param broken table and rule, one line each
   */
  public BrokenIdentityException(List<String> broken) {
    super("Nothing is published, since checks failed: " + String.join("; ", broken));
  }
}
