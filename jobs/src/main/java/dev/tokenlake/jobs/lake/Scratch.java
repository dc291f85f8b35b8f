package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Where a run that holds the lake leaves what lies between logs and lake; removed at its end. */
public final class Scratch implements AutoCloseable {
  private final Place work;

  private Scratch(Place work) {
    this.work = work;
  }

  /** Empty scratch space; what dead runs left is removed. */
  public static Scratch open(LakeLayout lake) {
    Place work = lake.work();
    work.deleteAll();
    work.createFolder();
    return new Scratch(work);
  }

  /** Folder for files that are on their way into the lake. */
  public Place work() {
    return work;
  }

  /** Folder on a local disk for what Spark spills and shuffles. */
  public Path spark() {
    return ((LocalPlace) work).path().resolve("spark");
  }

  @Override
  public void close() {
    try {
      work.deleteAll();
    } catch (UncheckedIOException e) {
      // The next run removes it; whether this one was done does not depend on it.
    }
  }
}
