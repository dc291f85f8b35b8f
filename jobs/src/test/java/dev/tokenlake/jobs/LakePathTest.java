package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake lies where its path says, whatever else the characters of that mean to Spark. */
class LakePathTest {
  private static final String NAME = "a [q]{ab}*?[!x] %20#x=1&y\u00e9 $x ~";

  /** What the name stands for when it is a pattern. */
  private static final String MATCHED = "a qab1z %20#x=1&y\u00e9 $x ~";

  /** Of so many logs, one more is few enough for a night to take tables over. */
  private static final int LOGS = 20;

  @TempDir private Path folder;

  @Test
  void aNameThatCouldBeAPatternIsAName() throws IOException {
    Path parent = folder.resolve("parent");
    Path matched = Files.createDirectories(parent.resolve(MATCHED));
    Lake lake = new Lake(parent.resolve(NAME));

    twoNights(lake);
    nightly(lake, "--forget-before", "2026-01-02");

    assertThat(lake.rows("usage")).hasSize(LOGS);
    assertThat(parent.toFile().list()).containsExactlyInAnyOrder(NAME, MATCHED);
    assertThat(matched).isEmptyDirectory();
  }

  @Test
  void aColonEndsNoScheme() {
    twoNights(new Lake(folder.resolve("file:%3A#x=1&y:z")));
  }

  private void twoNights(Lake lake) {
    for (int i = 1; i <= LOGS; i++) {
      log(i);
    }
    nightly(lake);
    log(LOGS + 1);
    nightly(lake);

    assertThat(lake.takenOver()).isPositive();
    assertThat(lake.rows("usage")).hasSize(LOGS + 1);
    assertThat(Ran.here("verify", "--lake", lake.root()).done().out()).isEqualTo("sound\n");
  }

  private void nightly(Lake lake, String... more) {
    lake.run("nightly", folder.resolve("archive"), (Object[]) more).done();
  }

  /** A log of one response, of the day of its number. */
  private void log(int number) {
    String session = "%08d-1111-4111-8111-111111111111".formatted(number);
    write(
        folder.resolve("archive/projects/p/" + session + ".jsonl"),
        response(session, "m" + number, "2026-01-%02dT08:00:00.000Z".formatted(number)));
  }
}
