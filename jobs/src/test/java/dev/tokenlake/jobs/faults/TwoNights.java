package dev.tokenlake.jobs.faults;

import dev.tokenlake.jobs.testing.ChangingArchive;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A lake that has last night's tables, and an archive that has changed since: what a night that is
 * disturbed goes from and to. The lake can be brought back to last night as often as one likes.
 */
public final class TwoNights {
  private static final int DAYS_BEFORE = 4;
  private static final int DAYS_BETWEEN = 3;

  /** How much differs between the nights. */
  public enum Change {
    /** As usual: most of last night's tables are taken over. */
    LITTLE,
    /** So much that all tables are made anew. */
    MUCH
  }

  private final Change change;
  private final Lake lake;
  private final Path kept;
  private final ChangingArchive archive;
  private final Map<String, String> lastNight;
  private final Map<String, String> tonight;

  /**
   * Runs nights until there is a last one, and finds out what tonight's tables have to be.
   *
   * @param folder for all of it
   */
  public TwoNights(Path folder, long seed, Change change) throws IOException {
    this.change = change;
    archive = new ChangingArchive(Files.createDirectories(folder), seed);
    lake = new Lake(folder.resolve("lake"));
    kept = folder.resolve("last-night");
    eventful(DAYS_BEFORE);
    lake.run("nightly", archive.present()).done();
    eventful(1);
    lake.run("nightly", archive.present()).done();
    lastNight = TableDigests.of(lake);
    copy(lake.root(), kept);
    if (change == Change.MUCH) {
      eventful(DAYS_BETWEEN);
    } else {
      long before = archive.tellings();
      while (archive.tellings() == before) {
        archive.passQuietly();
      }
      archive.seen();
    }
    Lake fresh = new Lake(folder.resolve("undisturbed"));
    fresh.run("rebuild", archive.everSeen()).done();
    tonight = TableDigests.of(fresh);
    if (tonight.equals(lastNight)) {
      throw new IllegalStateException("Nothing changed between the nights");
    }
  }

  private TwoNights(TwoNights other, Path place) {
    change = other.change;
    archive = other.archive;
    lake = new Lake(place);
    kept = other.kept;
    lastNight = other.lastNight;
    tonight = other.tonight;
    rewind();
  }

  /** The same nights on a lake at another place, made by this call. */
  public TwoNights at(Path place) {
    return new TwoNights(this, place);
  }

  /** Which night's tables a reader finds. */
  public enum Found {
    LAST_NIGHT,
    TONIGHT,
    A_MIXTURE
  }

  /** The lake. */
  public Lake lake() {
    return lake;
  }

  /** Makes the lake what it was after last night. */
  public void rewind() {
    remove(lake.root());
    copy(kept, lake.root());
  }

  /** Tonight's run, in this process. */
  public Ran nightly() {
    return lake.run("nightly", archive.present());
  }

  /** What stands in the tables. */
  public Found found() {
    Map<String, String> digests = TableDigests.of(lake);
    if (digests.equals(tonight)) {
      return Found.TONIGHT;
    }
    return digests.equals(lastNight) ? Found.LAST_NIGHT : Found.A_MIXTURE;
  }

  /** Tonight's run, in a process of its own. */
  public NightProcess start() {
    return NightProcess.start(
        "nightly", "--archive", "m=" + archive.present(), "--lake", lake.root(), "--quiet");
  }

  /** Whether the latest run made the tables the way that is to be disturbed. */
  public boolean wentItsWay() {
    return lake.takenOver() > 0 == (change == Change.LITTLE);
  }

  private void eventful(int days) {
    for (int day = 0; day < days; day++) {
      archive.pass();
    }
    archive.seen();
  }

  /** Copies a folder; links stay links. */
  static void copy(Path from, Path to) {
    for (Path path : below(from, Comparator.naturalOrder())) {
      try {
        Path copy = to.resolve(from.relativize(path).toString());
        if (!copy.equals(to) || !Files.isDirectory(to)) {
          Files.copy(path, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot copy " + path, e);
      }
    }
  }

  /** Empties a folder, if there is one. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    for (Path path : below(folder, Comparator.reverseOrder())) {
      try {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot remove " + path, e);
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
