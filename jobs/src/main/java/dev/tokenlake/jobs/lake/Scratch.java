package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run that holds the lake leaves what lies between logs and lake; removed at its end. In a
 * lake on this machine it is a folder of the lake. For one elsewhere it is on this machine, except
 * that files that a cluster writes are where the cluster can write them.
 */
public final class Scratch implements AutoCloseable {
  private static final String TEMPORARY = "tmp";

  private final Place work;
  private final LocalPlace local;
  private final Optional<RunFolder> folder;

  private Scratch(Place work, LocalPlace local, Optional<RunFolder> folder) {
    this.work = work;
    this.local = local;
    this.folder = folder;
  }

  /**
   * Empty scratch space; what other runs left is removed, here and of the files they began to write
   * in the lake: one that lost it while it slept finds nothing any more that it could publish. The
   * lake is held.
   *
   * @param master of Spark, which tells whether its workers share this machine's disk
   */
  public static Scratch open(LakeLayout lake, String master) {
    Place inLake = lake.work();
    inLake.deleteAll();
    lake.root().removeUnfinished();
    lake.runs().removeUnfinished();
    if (inLake instanceof LocalPlace local) {
      local.createFolder();
      TemporaryFiles.keepIn(local.resolve(TEMPORARY));
      return new Scratch(local, local, Optional.empty());
    }
    RunFolder folder = RunFolder.open(lake.scratch());
    TemporaryFiles.keepIn(folder.place().resolve(TEMPORARY));
    Place work = master.startsWith("local") ? folder.place().resolve("work") : inLake;
    work.createFolder();
    return new Scratch(work, folder.place(), Optional.of(folder));
  }

  /** Folder for files that are on their way into the lake. */
  public Place work() {
    return work;
  }

  /** Folder on a local disk for what Spark spills and shuffles. */
  public Path spark() {
    return local.path().resolve("spark");
  }

  @Override
  public void close() {
    try {
      try {
        work.deleteAll();
      } finally {
        folder.ifPresent(RunFolder::close);
      }
    } catch (UncheckedIOException e) {
      // The next run removes it; whether this one was done does not depend on it.
    }
  }
}
