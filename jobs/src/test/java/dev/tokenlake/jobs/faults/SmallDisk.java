package dev.tokenlake.jobs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk in memory, as small as one likes. */
final class SmallDisk implements AutoCloseable {
  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /** Whether this process may mount one. */
  static boolean permitted(Path folder) {
    try (SmallDisk disk = mount(folder, 1 << 20)) {
      return disk.used() >= 0;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /**
   * Mounts a disk.
   *
   * @throws IllegalStateException when the system refuses
   */
  static SmallDisk mount(Path folder, long bytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + folder, e);
    }
    call("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", folder.toString());
    return new SmallDisk(folder);
  }

  Path place() {
    return place;
  }

  /** Gives it another size. */
  void resize(long bytes) {
    call("mount", "-o", "remount,size=" + bytes, place.toString());
  }

  /** Bytes in use. */
  long used() {
    try {
      FileStore store = Files.getFileStore(place);
      return store.getTotalSpace() - store.getUnallocatedSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + place, e);
    }
  }

  @Override
  public void close() {
    call("umount", place.toString());
  }

  private static void call(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(List.of(command) + ": " + said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(List.of(command) + " cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
