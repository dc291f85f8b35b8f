package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Where a run that holds the lake leaves what lies between logs and lake. It is removed at its end;
 * the folder stays, empty, as a mark that something else was left in the lake that no run needs.
 */
public final class Scratch implements AutoCloseable {
  private final Place work;
  private final boolean marked;
  private boolean tidy;

  private Scratch(Place work, boolean marked) {
    this.work = work;
    this.marked = marked;
  }

  /** Empty scratch space; what dead runs left there is removed. */
  public static Scratch open(LakeLayout lake) {
    Place work = lake.work();
    boolean marked = work.exists();
    work.deleteAll();
    work.createFolder();
    return new Scratch(work, marked);
  }

  /** Folder for files that are on their way into the lake. */
  public Place work() {
    return work;
  }

  /** Folder on a local disk for what Spark spills and shuffles. */
  public Path spark() {
    return ((LocalPlace) work).path().resolve("spark");
  }

  /** Whether an earlier run died or could not tidy up. */
  public boolean isMarked() {
    return marked;
  }

  /** To be said by a run that leaves nothing in the lake that no run needs. */
  public void leaveNoMark() {
    tidy = true;
  }

  @Override
  public void close() {
    try {
      work.deleteAll();
      if (!tidy) {
        work.createFolder();
      }
    } catch (UncheckedIOException e) {
      // What could not be removed is a mark as well, and no reason why a run should have failed.
      tidy = false;
    }
  }
}
