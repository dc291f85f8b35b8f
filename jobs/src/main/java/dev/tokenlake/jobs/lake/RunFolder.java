package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A private folder of one run on a disk of this machine, for a lake that lies elsewhere. It holds a
 * locked file for as long as the process lives, by which the next run knows a dead one's folder.
 */
public final class RunFolder implements AutoCloseable {
  private static final String NAME = "tokenlake-run-";
  private static final String LOCK = ".lock";

  /** How a name begins, before a number, as long as the lock is not held. */
  private static final String FRESH = "tokenlake-";

  private static final Pattern UNFINISHED = Pattern.compile(FRESH + "\\d+");
  private static final Duration UNFINISHED_FOR = Duration.ofDays(1);

  private final LocalPlace place;
  private final FileChannel lock;

  private RunFolder(LocalPlace place, FileChannel lock) {
    this.place = place;
    this.lock = lock;
  }

  /**
   * An empty folder; those of dead runs beside it are removed.
   *
   * @param base folder in which it is made
   */
  public static RunFolder open(Path base) {
    try {
      new LocalPlace(base).createFolder();
      for (Path other : others(base)) {
        removeIfDead(other);
      }
      // It gets the name that others look for only when its lock is held.
      Path fresh = Files.createTempDirectory(base, FRESH);
      removeUnfinished(base, fresh);
      FileChannel lock = channel(fresh.resolve(LOCK));
      lock.lock();
      String number = fresh.getFileName().toString().replaceAll("\\D", "");
      Path folder = base.resolve(ofThisProcess() + number);
      Files.move(fresh, folder);
      return new RunFolder(new LocalPlace(folder), lock);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder in " + base, e);
    }
  }

  /** How names of this process begin: its number alone would be that of another one later. */
  private static String ofThisProcess() {
    ProcessHandle process = ProcessHandle.current();
    long started = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    return "%s%d-%d-".formatted(NAME, process.pid(), started);
  }

  /** Not those of this process: to close any file of a lock releases the lock. */
  private static List<Path> others(Path base) throws IOException {
    try (Stream<Path> all = Files.list(base)) {
      return all.filter(path -> path.getFileName().toString().startsWith(NAME))
          .filter(path -> !path.getFileName().toString().startsWith(ofThisProcess()))
          .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .filter(path -> Files.isWritable(path) && Files.isRegularFile(path.resolve(LOCK)))
          .toList();
    }
  }

  private static void removeIfDead(Path folder) throws IOException {
    // Opened and not made, since another run may be about to remove it.
    try (FileChannel other = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (other.tryLock() != null) {
        new LocalPlace(folder).deleteAll();
      }
    } catch (NoSuchFileException e) {
      // Another run was faster.
      return;
    }
  }

  /** Folders of this user's that a process which died long ago had made and not yet named. */
  private static void removeUnfinished(Path base, Path fresh) throws IOException {
    Instant longAgo = Instant.now().minus(UNFINISHED_FOR);
    try (Stream<Path> all = Files.list(base)) {
      for (Path folder : all.filter(RunFolder::isUnfinished).toList()) {
        if (Files.getOwner(folder).equals(Files.getOwner(fresh))
            && Files.getLastModifiedTime(folder).toInstant().isBefore(longAgo)) {
          new LocalPlace(folder).deleteAll();
        }
      }
    } catch (NoSuchFileException e) {
      // Another run was faster; the next one looks again.
      return;
    }
  }

  /** Nothing was in it yet but the lock. */
  private static boolean isUnfinished(Path folder) {
    return UNFINISHED.matcher(folder.getFileName().toString()).matches()
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.isReadable(folder)
        && new LocalPlace(folder).children().stream().allMatch(file -> file.name().equals(LOCK));
  }

  private static FileChannel channel(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    new LocalPlace(file).restrict();
    return channel;
  }

  /** The folder. */
  public LocalPlace place() {
    return place;
  }

  @Override
  public void close() {
    // What cannot be removed now is left to the next run, which has to see that nobody needs it.
    try (lock) {
      place.deleteAll();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release " + place, e);
    }
  }
}
