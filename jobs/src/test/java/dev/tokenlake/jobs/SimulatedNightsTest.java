package dev.tokenlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.ChangingArchive;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many nights on an archive whose logs come, grow, move and go give the tables that one rebuild
 * gives over everything that was ever there. {@code -Dnights.seeds=5 -Dnights=365} is the long
 * form.
 */
class SimulatedNightsTest {
  /** Nights between two comparisons. */
  private static final int COMPARED_EVERY = 60;

  @TempDir private Path folder;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("nights.seeds", 1L));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nightsAddUpToWhatARebuildOverEverythingGives(long seed) throws IOException {
    ChangingArchive archive = new ChangingArchive(folder, seed);
    Lake lake = new Lake(folder.resolve("lake"));
    int nights = Integer.getInteger("nights", 6);
    for (int night = 1; night <= nights; night++) {
      archive.pass();
      boolean compared = night % COMPARED_EVERY == 0 || night == nights;
      run(compared ? "nightly" : "ingest", archive.present(), lake);
      if (compared) {
        Lake fresh = new Lake(folder.resolve("fresh-" + night));
        run("rebuild", archive.everSeen(), fresh);
        assertThat(lake.digests()).as("seed %d, night %d", seed, night).isEqualTo(fresh.digests());
      }
    }

    assertThat(archive.happened()).as("what happened to the logs").doesNotContainValue(0L);
    assertThat(Ran.here("verify", "--lake", lake.root()).done().out()).contains("sound");
  }

  private static void run(String command, Path archive, Lake lake) {
    Ran.here(command, "--archive", "m=" + archive, "--lake", lake.root(), "--quiet").done();
  }
}
