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

/** A lock of the operating system, which drops it when the process ends. */
final class LocalLock implements LakeLock {
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
      place.restrict();
      if (!locked(channel)) {
        channel.close();
        throw Holder.refusal(lake, Files.readString(file, StandardCharsets.UTF_8).strip());
      }
      String holder = Holder.current() + System.lineSeparator();
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
      return new LocalLock(lake.root(), channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + file, e);
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
  public Place root() {
    return root;
  }

  /** Nobody can take it away. */
  @Override
  public void check() {}

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the lock", e);
    }
  }
}
