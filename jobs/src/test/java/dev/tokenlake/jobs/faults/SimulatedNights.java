package dev.tokenlake.jobs.faults;

import dev.tokenlake.jobs.faults.DiskFaults.Mode;
import dev.tokenlake.jobs.faults.DiskFaults.Where;
import dev.tokenlake.jobs.testing.ChangingArchive;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Many nights on an archive to which something happens every day, some of them on a disk that fails
 * and made good by a second run; from time to time the tables must be those of one rebuild over
 * everything that was ever there.
 */
public final class SimulatedNights {
  /** Nights between two comparisons. */
  private static final int COMPARED_EVERY = 20;

  private static final int DISTURBED_EVERY = 3;

  /** Nights in which most sessions come. */
  private static final int FIRST_NIGHTS = 8;

  private static final int EVENTFUL_EVERY = 10;

  private final Path folder;
  private final Random random;
  private final ChangingArchive archive;
  private final Lake lake;
  private final Optional<DiskFaults> faults;

  /** Changes of files in the latest undisturbed night; the first nights are. */
  private long changes;

  private long fired;
  private long failed;

  /** Nights that took tables over from the one before. */
  private long tookOver;

  private SimulatedNights(Path folder, long seed) throws IOException {
    this.folder = folder;
    random = new Random(seed);
    archive = new ChangingArchive(folder, seed);
    lake = new Lake(folder.resolve("lake"));
    faults = Optional.ofNullable(System.getenv("LD_PRELOAD")).map(x -> DiskFaults.ofThisProcess());
  }

  /**
   * Prints a summary; ends with an exception when anything was wrong.
   *
   * @param args folder, seed, nights
   */
  public static void main(String[] args) throws IOException {
    SimulatedNights simulated = new SimulatedNights(Path.of(args[0]), Long.parseLong(args[1]));
    int nights = Integer.parseInt(args[2]);
    for (int night = 1; night <= nights; night++) {
      simulated.pass(night, night % COMPARED_EVERY == 0 || night == nights);
    }
    String sound = Ran.here("verify", "--lake", simulated.lake.root()).done().out();
    if (!sound.equals("sound\n")) {
      throw new AssertionError(sound);
    }
    System.out.printf(
        "summary: seed=%s nights=%d fired=%d failed=%d tookOver=%d",
        args[1], nights, simulated.fired, simulated.failed, simulated.tookOver);
    simulated
        .archive
        .happened()
        .forEach((event, times) -> System.out.print(" " + event + "=" + times));
    System.out.println();
    System.exit(0);
  }

  private void pass(int night, boolean compared) {
    if (night <= FIRST_NIGHTS || night % EVENTFUL_EVERY == 0) {
      archive.pass();
    } else {
      archive.passQuietly();
    }
    archive.seen();
    if (night % DISTURBED_EVERY == 0) {
      faults.ifPresent(this::disturbed);
    }
    faults.ifPresent(disk -> disk.arm(lake.root(), Where.BOTH, Mode.COUNT, 0));
    lake.run("nightly", archive.present()).done();
    tookOver += lake.takenOver() > 0 ? 1 : 0;
    if (compared) {
      Lake fresh = new Lake(folder.resolve("fresh-" + night));
      fresh.run("rebuild", archive.everSeen()).done();
      Map<String, String> expected = TableDigests.of(fresh);
      Map<String, String> found = TableDigests.of(lake);
      if (!found.equals(expected) || !lake.digests().equals(fresh.digests())) {
        Set<String> others = new TreeSet<>(found.keySet());
        others.removeIf(table -> found.get(table).equals(expected.get(table)));
        throw new AssertionError("Night %d: not what a rebuild gives: %s".formatted(night, others));
      }
      TwoNights.remove(fresh.root());
    } else if (faults.isPresent()) {
      changes = Math.max(1, faults.get().seen());
    }
  }

  /** A run on a failing disk; whatever it comes to is made good by the run after it. */
  private void disturbed(DiskFaults disk) {
    Mode mode = random.nextBoolean() ? Mode.ONCE : Mode.FROM_THERE_ON;
    disk.arm(lake.root(), Where.BOTH, mode, 1 + random.nextLong(changes));
    Ran ran = lake.run("nightly", archive.present());
    disk.disarm();
    fired += disk.fired() > 0 ? 1 : 0;
    failed += ran.exitCode() == 0 ? 0 : 1;
    if (ran.exitCode() != 0 && ran.exitCode() != 1) {
      throw new AssertionError("Exit code " + ran.exitCode() + " after " + disk.failed());
    }
  }
}
