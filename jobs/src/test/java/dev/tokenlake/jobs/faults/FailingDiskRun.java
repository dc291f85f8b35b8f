package dev.tokenlake.jobs.faults;

import dev.tokenlake.jobs.faults.DiskFaults.Mode;
import dev.tokenlake.jobs.faults.DiskFaults.Where;
import dev.tokenlake.jobs.faults.TwoNights.Change;
import dev.tokenlake.jobs.faults.TwoNights.Found;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The same night over and over, each time with a disk that fails at another change; the process has
 * to be started with {@link DiskFaults}. After each the tables must be whole, and a second run must
 * make good whatever the first left.
 */
public final class FailingDiskRun {
  /** Two runs of a night differ by some changes, since they do several things at once. */
  private static final double SURELY_REACHED = 0.9;

  /** A word that stands in every prompt and answer of a sample. */
  private static final String FILLER = "ipsum";

  private final DiskFaults faults = DiskFaults.ofThisProcess();
  private final TwoNights nights;
  private final Where where;
  private final List<String> broken = new ArrayList<>();
  private long fired;
  private long recovered;
  private long published;

  private FailingDiskRun(TwoNights nights, Where where) {
    this.nights = nights;
    this.where = where;
  }

  /**
   * Prints a line per fault, one for all that is wrong, and a summary; exits with 1 when anything
   * was wrong.
   *
   * @param args folder; a seed; how much differs between the nights; plans such as {@code KEPT=8}:
   *     where faults are, and how many are tried, or {@code from:to} by number
   */
  public static void main(String[] args) throws IOException {
    long seed = Long.parseLong(args[1]);
    TwoNights nights = new TwoNights(Path.of(args[0]), seed, Change.valueOf(args[2]));
    boolean sound = true;
    for (int i = 3; i < args.length; i++) {
      String[] plan = args[i].split("=");
      sound &= new FailingDiskRun(nights, Where.valueOf(plan[0])).all(plan[1], new Random(seed));
    }
    System.exit(sound ? 0 : 1);
  }

  private boolean all(String which, Random random) {
    long changes = count();
    long tried = 0;
    for (long target : targets(which, changes, random)) {
      for (Mode mode : modes(which, tried)) {
        tried++;
        attempt(mode, target, target <= changes * SURELY_REACHED);
      }
    }
    System.out.printf(
        "summary: where=%s changes=%d tried=%d fired=%d recovered=%d published=%d broken=%d%n",
        where, changes, tried, fired, recovered, published, broken.size());
    return broken.isEmpty();
  }

  private static List<Mode> modes(String which, long tried) {
    return which.matches("\\d+")
        ? List.of(tried % 2 == 0 ? Mode.ONCE : Mode.FROM_THERE_ON)
        : List.of(Mode.ONCE, Mode.FROM_THERE_ON);
  }

  /** Evenly spread over the night, each somewhere in its share of it; or one after the other. */
  private static List<Long> targets(String which, long changes, Random random) {
    List<Long> targets = new ArrayList<>();
    if (which.matches("\\d+")) {
      int samples = Integer.parseInt(which);
      double share = changes * SURELY_REACHED / samples;
      for (int i = 0; i < samples; i++) {
        targets.add(1 + (long) ((i + random.nextDouble()) * share));
      }
      return targets;
    }
    String[] range = which.split(":");
    long last = Math.min(changes, Long.parseLong(range[1]));
    for (long k = Long.parseLong(range[0]); k <= last; k++) {
      targets.add(k);
    }
    return targets;
  }

  /** Changes of an undisturbed night. */
  private long count() {
    // The first run of a process makes some that later ones do not, and the nights were runs.
    nights.rewind();
    faults.arm(nights.lake().root(), where, Mode.COUNT, 0);
    Ran ran = nights.nightly();
    faults.disarm();
    ran.done();
    check(nights.found() == Found.TONIGHT, "an undisturbed night");
    check(nights.wentItsWay(), "an undisturbed night made its tables another way");
    System.out.println(
        "changes of a night, " + where + ": " + faults.seen() + " " + faults.byKind());
    return faults.seen();
  }

  private void attempt(Mode mode, long target, boolean mustFire) {
    long begun = System.nanoTime();
    nights.rewind();
    long before = reports();
    faults.arm(nights.lake().root(), where, mode, target);
    Ran ran = nights.nightly();
    faults.disarm();
    boolean hit = faults.fired() > 0;
    String what = "%d %s %s".formatted(target, mode, hit ? faults.failed() : "not reached");
    check(hit || !mustFire, what + ": the fault did not fire");
    Found found = nights.found();
    check(found != Found.A_MIXTURE, what + ": readers see a mixture");
    check(ran.exitCode() == 0 || ran.exitCode() == 1, what + ": exit code " + ran.exitCode());
    check(ran.exitCode() != 0 || found == Found.TONIGHT, what + ": done, but nothing published");
    check(
        !ran.err().contains("nothing was published") || found == Found.LAST_NIGHT,
        what + ": said to be unpublished, but it is");
    check(ran.exitCode() == 0 || !ran.err().isBlank(), what + ": failed without a word");
    boolean reported =
        reports() > before
            || mode == Mode.FROM_THERE_ON
            || faults.failed().contains("/runs")
            || ran.err().contains("its report could not be written");
    check(ran.exitCode() == 0 || reported, what + ": failed without a report");
    check(!ran.err().contains(FILLER) && !logsHold(FILLER), what + ": text of a log got out");
    Ran again = nights.nightly();
    boolean good = again.exitCode() == 0 && nights.found() == Found.TONIGHT;
    check(good, what + ": the next run did not make it good: " + again.err());
    List<String> orphans = Orphans.of(nights.lake());
    check(orphans.isEmpty(), what + ": left " + orphans);
    fired += hit ? 1 : 0;
    recovered += good ? 1 : 0;
    published += found == Found.TONIGHT ? 1 : 0;
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%s: exit %d, %s, then %s; %.1f s%n", what, ran.exitCode(), found, nights.found(), seconds);
  }

  /** Whether a report or a log of a run holds a text. */
  private boolean logsHold(String text) {
    return runs().stream()
        .anyMatch(
            file -> {
              try {
                return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
              } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
              }
            });
  }

  /** What runs left of themselves. */
  private List<Path> runs() {
    try (Stream<Path> files = Files.list(nights.lake().root().resolve("runs"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the runs", e);
    }
  }

  private long reports() {
    return runs().stream().filter(file -> file.toString().endsWith(".json")).count();
  }

  private void check(boolean holds, String problem) {
    if (!holds) {
      broken.add(problem);
      System.out.println("BROKEN " + problem);
    }
  }
}
