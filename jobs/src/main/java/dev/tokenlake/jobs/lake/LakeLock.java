package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.place.RemotePlace;

/** Keeps a second writer out of a lake. It is dropped when the process that holds it dies. */
public sealed interface LakeLock extends AutoCloseable permits LocalLock, HdfsLock, S3Lock {
  /** Setting of a lake on S3: how long a dead holder keeps others out, in seconds from 1. */
  String LEASE_SECONDS = "tokenlake.lease.seconds";

  /**
   * Takes the lock of a lake or fails at once.
   *
   * @throws LakeHeldException when another run holds it
   */
  static LakeLock take(LakeLayout lake) {
    Place file = lake.lock();
    if (file instanceof LocalPlace local) {
      return LocalLock.take(lake, local);
    }
    RemotePlace remote = (RemotePlace) file;
    return remote.isOnHdfs() ? HdfsLock.take(lake, remote) : S3Lock.take(lake, remote);
  }

  /** The lake that is held. */
  Place root();

  /**
   * Makes sure that the lake is still held: to be asked just before what others will see.
   *
   * @throws LakeLostException when it is not; what was not published yet must not be
   */
  void check();

  /** Lets the next run have the lake. */
  @Override
  void close();
}
