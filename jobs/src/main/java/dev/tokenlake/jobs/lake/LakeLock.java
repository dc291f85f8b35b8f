package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps a second writer out of a lake. The system drops the lock when the process ends. */
public final class LakeLock implements AutoCloseable {
  private final Place root;
  private final FileChannel channel;

  private LakeLock(Place root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /** The lake that is held. */
  public Place root() {
    return root;
  }

  /**
   * Takes the lock or fails at once.
   *
   * @throws LakeHeldException when another run holds it
   */
  public static LakeLock take(LakeLayout lake) {
    LocalPlace place = (LocalPlace) lake.lock();
    Path file = place.path();
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      place.restrict();
      if (!locked(channel)) {
        channel.close();
        throw new LakeHeldException(
            "Another run holds %s: %s"
                .formatted(lake.root(), Files.readString(file, StandardCharsets.UTF_8).strip()));
      }
      String holder =
          "process %d on %s since %s%n"
              .formatted(
                  ProcessHandle.current().pid(),
                  hostName(),
                  Instant.now().truncatedTo(ChronoUnit.SECONDS));
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
      return new LakeLock(lake.root(), channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + file, e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the lock", e);
    }
  }
}
