package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.lake.LakeLock;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers see a whole night or the one before, whatever happens to the run. */
class PublicationTest {
  private static final String SESSION = "11111111-1111-4111-8111-111111111111";

  @TempDir private static Path folder;

  private static Path archive;
  private static Lake lake;

  @BeforeAll
  static void lastNight() {
    archive = folder.resolve("archive");
    write(log("1"), response(SESSION, "a", "2026-01-05T08:00:00.000Z"));
    lake = new Lake(folder.resolve("lake"));
    Ran.here("nightly", "--archive", archive, "--lake", lake.root(), "--quiet").done();
  }

  @Test
  void aNightWhoseCheckFailsPublishesNothing() {
    Map<Path, Integer> before = published();
    Path broken = folder.resolve("broken");
    write(
        broken.resolve("sql/daily/check.sql"),
        "SELECT 'broken on purpose' AS broken_rule, '{}' AS figures");
    write(
        log("2"),
        response("22222222-2222-4222-8222-222222222222", "b", "2026-01-06T08:00:00.000Z"));

    Ran ran =
        Ran.elsewhere(
            new Ran.Jvm(List.of(broken), List.of()),
            "nightly",
            "--archive",
            archive,
            "--lake",
            lake.root());

    assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err()).contains("Nothing is published").contains("daily: broken on purpose");
    assertThat(ran.out()).isEmpty();
    assertThat(lake.latestRun().path("status").asText()).isEqualTo("failed");
    assertThat(lake.latestRun().path("broken_identities").asText()).contains("broken on purpose");
    assertThat(published()).isEqualTo(before);
    assertThat(lake.rows("usage"))
        .extracting(row -> row.text("response_key"))
        .containsExactly("msg_a");

    // The facts were read all the same; a sound night publishes them without reading again.
    Ran.here("nightly", "--archive", archive, "--lake", lake.root(), "--quiet").done();

    assertThat(lake.latestRun().at("/ingest/inputs").asLong()).isZero();
    assertThat(lake.rows("usage"))
        .extracting(row -> row.text("response_key"))
        .containsExactly("msg_a", "msg_b");
  }

  @Test
  void aSecondRunIsTurnedAwayAndChangesNothing() {
    Map<Path, Integer> before = published();
    try (LakeLock held = LakeLock.take(new LakeLayout(lake.root()))) {
      assertThat(held.root().location()).isEqualTo(lake.root().toString());

      Ran ran = Ran.here("nightly", "--archive", archive, "--lake", lake.root());

      assertThat(ran.exitCode()).isEqualTo(ExitCode.HELD);
      assertThat(ran.err())
          .contains("Another run holds " + lake.root())
          .contains("process " + ProcessHandle.current().pid());
      assertThat(published()).isEqualTo(before);
    }
  }

  private static Path log(String number) {
    return archive.resolve("projects/p/" + SESSION.replace("1", number) + ".jsonl");
  }

  /** Every file that readers can reach, and a hash of what it says. */
  private static Map<Path, Integer> published() {
    Map<Path, Integer> files = new TreeMap<>();
    for (Path file : lake.files()) {
      if (file.startsWith(lake.root().resolve("tables"))) {
        try {
          files.put(file, Arrays.hashCode(Files.readAllBytes(file)));
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot read " + file, e);
        }
      }
    }
    assertThat(files).hasSizeGreaterThan(16);
    return files;
  }
}
