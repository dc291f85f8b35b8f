package dev.tokenlake.jobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.ChangingArchive;
import dev.tokenlake.jobs.testing.Ran;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many nights on an archive whose logs come, grow, move and go, some of them on a disk that fails,
 * give the tables that one rebuild gives over everything that was ever there. {@code
 * -Dnights.seeds=5 -Dnights=365} is the long form.
 */
class SimulatedNightsTest {
  /** Of archives to which all that can happen does within a dozen days. */
  private static final List<Long> SEEDS = List.of(25L, 29L, 23L, 30L, 40L);

  @TempDir private Path folder;

  static Stream<Long> seeds() {
    return SEEDS.stream().limit(Long.getLong("nights.seeds", 1L));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nightsAddUpToWhatARebuildOverEverythingGives(long seed) {
    Optional<DiskFaults> faults = DiskFaults.build(folder.resolve("faults"));
    int nights = Integer.getInteger("nights", 12);

    TestProgram run =
        TestProgram.run(
            Ran.Jvm.ofNights(nights),
            SimulatedNights.class,
            faults,
            "simulated-nights-" + seed,
            folder.resolve("nights"),
            seed,
            nights);

    assertThat(run.exitCode()).as(run.text()).isZero();
    List<String> summaries = run.summaries();
    assertThat(summaries).hasSize(1);
    Map<String, Long> counts = TestProgram.counts(summaries.get(0));
    for (ChangingArchive.Event event : ChangingArchive.Event.values()) {
      assertThat(counts.get(event.name())).as("times %s happened", event).isPositive();
    }
    assertThat(counts.get("tookOver")).isPositive();
    if (faults.isPresent()) {
      assertThat(counts.get("fired")).isPositive();
    } else {
      System.out.println(
          "The disk did NOT fail in simulated nights: it needs Linux and a C compiler named cc");
    }
  }
}
