package dev.tokenlake.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whole folders: made, flushed to disk, removed. */
public final class Folders {
  private Folders() {}

  private static final Set<PosixFilePermission> OWN_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> OWN_FILE =
      PosixFilePermissions.fromString("rw-------");

  /** Makes a folder and those above it; those it makes are their owner's alone. */
  public static void create(Path folder) {
    try {
      if (hasPermissions(folder)) {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWN_FOLDER));
      } else {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make folder " + folder, e);
    }
  }

  /** Makes a file its owner's alone, whatever the umask, where files have permissions. */
  public static void restrict(Path file) {
    if (hasPermissions(file)) {
      try {
        Files.setPosixFilePermissions(file, OWN_FILE);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot restrict " + file, e);
      }
    }
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Removes a folder with all it holds; links are removed, not followed. */
  public static void deleteAll(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path path : below(folder, Comparator.reverseOrder())) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot remove " + path, e);
      }
    }
  }

  /** Makes a folder of the same files as another, without copying a byte; absent stays absent. */
  public static void linkAll(Path from, Path to) {
    if (!Files.isDirectory(from)) {
      return;
    }
    for (Path path : below(from, Comparator.naturalOrder())) {
      Path copy = to.resolve(from.relativize(path).toString());
      try {
        if (Files.isDirectory(path)) {
          create(copy);
        } else {
          Files.createLink(copy, path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot link " + copy, e);
      }
    }
  }

  /** Flushes every file and folder below to the disk, so that a link to it never outlives it. */
  public static void sync(Path folder) {
    for (Path path : below(folder, Comparator.naturalOrder())) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot flush " + path, e);
      }
    }
  }

  private static List<Path> below(Path folder, Comparator<Path> order) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted(order).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }
}
