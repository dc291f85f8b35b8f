package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** A lock of the operating system, which drops it when the process ends. */
final class LocalLock implements LakeLock {
  private static final int LOOKS = 20;
  private static final long NANOS_BETWEEN_LOOKS = 50_000_000;

  private final Place root;
  private final FileChannel channel;

  private LocalLock(Place root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  static LocalLock take(LakeLayout lake, LocalPlace place) {
    Path file = place.path();
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean taken = false;
      try {
        place.restrict();
        if (!locked(channel)) {
          throw Holder.refusal(lake, holder(file));
        }
        String holder = Holder.current() + System.lineSeparator();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        taken = true;
        return new LocalLock(lake.root(), channel);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + file, e);
    }
  }

  /** What the holder says of itself, which it does right after it took the lock. */
  private static String holder(Path file) throws IOException {
    String said = Files.readString(file, StandardCharsets.UTF_8).strip();
    for (int i = 0; said.isEmpty() && i < LOOKS; i++) {
      LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
      said = Files.readString(file, StandardCharsets.UTF_8).strip();
    }
    return said.isEmpty() ? "it does not say who it is" : said;
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
  public Place root() {
    return root;
  }

  /** Nobody can take it away. */
  @Override
  public void check() {}

  @Override
  public void close() {
    try (channel) {
      // So that the next one is not taken for this one before it has said who it is.
      channel.truncate(0);
    } catch (IOException e) {
      // The lock ends with the channel, and with the process at the latest.
    }
  }
}
