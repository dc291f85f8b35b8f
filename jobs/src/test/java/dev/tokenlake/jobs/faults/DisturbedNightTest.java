package dev.tokenlake.jobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.faults.TwoNights.Found;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night that is killed, that meets another, or that finds the disk full: readers see last night's
 * tables or tonight's, and the next run leaves what an undisturbed rebuild gives. The samples grow
 * with {@code -Dkills=100}, {@code -Dmeetings=50} and {@code -Ddisks=10}.
 */
class DisturbedNightTest {
  private static final int KILLS = Integer.getInteger("kills", 1);
  private static final int MEETINGS = Integer.getInteger("meetings", 1);
  private static final int DISKS = Integer.getInteger("disks", 1);

  /** One in five recoveries is killed too. */
  private static final int RECOVERY_KILLED_EVERY = 5;

  private static final long SEED = 7;

  @TempDir private static Path folder;

  private static TwoNights nights;

  /** How long a run holds the lake, and how long it takes to get there. */
  private static Duration held;

  private static Duration starting;

  @BeforeAll
  static void lastNight() throws IOException {
    nights = new TwoNights(folder, SEED, TwoNights.Change.LITTLE);
    nights.rewind();
    try (NightProcess night = nights.start()) {
      night.awaitHold(lock());
      starting = night.age();
      assertThat(night.exitCode()).as(night.err()).isZero();
      held = night.age().minus(starting);
    }
    assertThat(nights.found()).isEqualTo(Found.TONIGHT);
    assertThat(nights.wentItsWay()).isTrue();
  }

  @Test
  void aNightThatIsKilledIsMadeGoodByTheNext() {
    Random random = new Random(SEED);
    int killed = 0;
    int recoveriesKilled = 0;
    int published = 0;
    int recoveries = (KILLS + RECOVERY_KILLED_EVERY - 1) / RECOVERY_KILLED_EVERY;
    for (int i = 0; killed < KILLS || recoveriesKilled < recoveries; i++) {
      assertThat(i).as("runs for %d kills", killed).isLessThan(3 * KILLS + 10);
      nights.rewind();
      if (!killedAt(random.nextDouble())) {
        continue;
      }
      killed++;
      published += nights.found() == Found.TONIGHT ? 1 : 0;
      assertThat(nights.found()).isNotEqualTo(Found.A_MIXTURE);
      boolean again = recoveriesKilled * RECOVERY_KILLED_EVERY < killed;
      if (again && killedAt(random.nextDouble())) {
        recoveriesKilled++;
        assertThat(nights.found()).isNotEqualTo(Found.A_MIXTURE);
      }
      assertMadeGood("kill " + killed);
      System.out.printf("kill %d: made good%n", killed);
    }
    System.out.printf(
        "killed %d nights and %d recoveries, %d nights after publication; all made good%n",
        killed, recoveriesKilled, published);
  }

  @Test
  void ofTwoRunsOneWinsOrTheyFollowEachOther() {
    Duration whole = held.plus(starting);
    int turnedAway = 0;
    for (int i = 0; i < MEETINGS; i++) {
      nights.rewind();
      try (NightProcess first = nights.start()) {
        NightProcess.pause(whole.multipliedBy(i).dividedBy(MEETINGS));
        try (NightProcess second = nights.start()) {
          turnedAway += meet(first, second);
        }
      }
      assertThat(nights.found()).as("meeting %d", i).isEqualTo(Found.TONIGHT);
      assertThat(Orphans.of(nights.lake())).isEmpty();
    }
    System.out.printf("%d meetings, in %d one run was turned away%n", MEETINGS, turnedAway);
    assertThat(turnedAway).isPositive();
  }

  @Test
  void aFullDiskLeavesLastNightsTablesAndIsMadeGoodWhenThereIsRoom() {
    Path place = folder.resolve("disk");
    assumeTrue(
        SmallDisk.permitted(place), "T4, the full disk, is NOT TESTED: it may not mount a tmpfs");
    long enough = 1L << 30;
    int full = 0;
    try (SmallDisk disk = SmallDisk.mount(place, enough)) {
      TwoNights small = nights.at(place.resolve("lake"));
      long before = disk.used();
      long need = mostUsed(disk, small) - before;
      for (int i = 0; i < DISKS; i++) {
        long percent = DISKS == 1 ? 50 : 10 + 100L * i / (DISKS - 1);
        disk.resize(enough);
        small.rewind();
        disk.resize(before + need * percent / 100);
        Ran ran = small.nightly();
        full += ran.exitCode() == ExitCode.DONE ? 0 : 1;
        if (ran.exitCode() == ExitCode.DONE) {
          assertThat(small.found()).isEqualTo(Found.TONIGHT);
        } else {
          assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
          assertThat(ran.err()).as("%d %%", percent).contains("No space left on device");
          assertThat(small.found()).isNotEqualTo(Found.A_MIXTURE);
        }
        disk.resize(enough);
        Ran again = small.nightly();
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(small.found()).as("%d %%", percent).isEqualTo(Found.TONIGHT);
        assertThat(Orphans.of(small.lake())).isEmpty();
      }
      System.out.printf(
          "%d disks, room for 10 to 110 %% of %,d bytes: %d were full%n", DISKS, need, full);
    }
    assertThat(full).isPositive();
  }

  /** Whether the run was killed before it ended: at this share of the time it holds the lake. */
  private static boolean killedAt(double share) {
    try (NightProcess night = nights.start()) {
      night.awaitHold(lock());
      NightProcess.pause(Duration.ofMillis((long) (held.toMillis() * share)));
      return night.kill() == NightProcess.KILLED;
    }
  }

  private static void assertMadeGood(String what) {
    Ran again = nights.nightly();
    assertThat(again.exitCode()).as("%s: %s", what, again.err()).isZero();
    assertThat(nights.found()).as(what).isEqualTo(Found.TONIGHT);
    assertThat(Orphans.of(nights.lake())).as(what).isEmpty();
  }

  /** 1 when one of them was turned away, at once and with a word on the other; else 0. */
  private static int meet(NightProcess first, NightProcess second) {
    while (first.isAlive() && second.isAlive()) {
      NightProcess.pause(Duration.ofMillis(20));
    }
    // Whoever is turned away ends while the other is at work.
    boolean secondLost =
        first.isAlive() || (!second.isAlive() && second.exitCode() == ExitCode.HELD);
    NightProcess loser = secondLost ? second : first;
    NightProcess winner = loser == first ? second : first;
    if (loser.exitCode() == ExitCode.HELD) {
      assertThat(loser.err())
          .contains("Another run holds " + nights.lake().root())
          .containsPattern("process " + winner.pid() + " on \\S+ since \\d{4}-");
      assertThat(winner.exitCode()).as(winner.err()).isZero();
      return 1;
    }
    assertThat(loser.exitCode()).as(loser.err()).isZero();
    assertThat(winner.exitCode()).as(winner.err()).isZero();
    return 0;
  }

  /** Bytes on the disk while a night needs most. */
  private static long mostUsed(SmallDisk disk, TwoNights small) {
    AtomicLong most = new AtomicLong();
    Thread watch =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                most.accumulateAndGet(disk.used(), Math::max);
                Thread.onSpinWait();
              }
            });
    watch.start();
    try {
      small.nightly().done();
      assertThat(small.found()).isEqualTo(Found.TONIGHT);
    } finally {
      watch.interrupt();
    }
    return most.get();
  }

  private static Path lock() {
    return nights.lake().root().resolve(".lock");
  }
}
