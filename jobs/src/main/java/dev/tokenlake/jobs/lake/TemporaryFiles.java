package dev.tokenlake.jobs.lake;

import com.github.luben.zstd.util.Native;
import dev.tokenlake.jobs.place.LocalPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Where the libraries of a run make their temporary files: in its scratch space. Each of them asks
 * the system for its folder once and keeps to it, so this holds for a process of one run only.
 */
public final class TemporaryFiles {
  /** Said of disks that hold data only. */
  public static final String NOT_LOADED =
      "libraries cannot be loaded from scratch space, nor from the system's temporary files";

  private static final String FOLDER = "java.io.tmpdir";
  private static final String ONE_RUN = "tokenlake.one.run";

  private TemporaryFiles() {}

  /** Says that this process makes one run and ends. */
  public static void ofOneRun() {
    System.setProperty(ONE_RUN, "true");
  }

  /** From here on they are in a folder, which goes with the run's scratch space. */
  static void keepIn(LocalPlace folder) {
    if (!Boolean.getBoolean(ONE_RUN)) {
      return;
    }
    Path others = Path.of(System.getProperty(FOLDER));
    folder.createFolder();
    System.setProperty(FOLDER, folder.location());
    load(folder.path(), others);
  }

  /**
   * Loads the one library without which nothing can be read or written. A disk for data only does
   * not let it be loaded from there.
   */
  private static void load(Path folder, Path others) {
    try {
      if (!isLoadable(folder) && !isLoadable(others)) {
        throw new IOException(NOT_LOADED);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use " + folder, e);
    }
  }

  private static boolean isLoadable(Path folder) throws IOException {
    try {
      Native.load(folder.toFile());
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    } catch (ExceptionInInitializerError e) {
      // What it says when the disk does not take the file.
      throw new IOException(e.getMessage(), e);
    }
  }
}
