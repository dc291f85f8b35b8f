package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.Place;

/** A folder that was taken for a lake, and holds something else. */
public final class NoLakeException extends UnsupportedLakeException {
  private static final long serialVersionUID = 1L;

  NoLakeException(LakeLayout lake, Place foreign) {
    super(
        "%s is no lake and not empty: it holds %s; a lake needs a folder of its own"
            .formatted(lake.root(), foreign.name()));
  }
}
