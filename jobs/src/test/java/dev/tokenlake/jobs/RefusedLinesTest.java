package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import dev.tokenlake.jobs.testing.TarMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many lines are refused, each is counted once, in every table and by every night. */
class RefusedLinesTest {
  private static final String SESSION = "11111111-1111-4111-8111-111111111111";
  private static final String SOUND = response(SESSION, "a", "2026-01-05T08:00:00.000Z");

  @TempDir private Path folder;

  @Test
  void thousandsOfRefusedLinesOfOneFileAreAllCountedAlsoWhereItGrows() throws IOException {
    Path archive = folder.resolve("archive");
    Path log =
        write(
            archive.resolve("projects/-home-dev-work-shop").resolve(SESSION + ".jsonl"),
            SOUND,
            "no json\n".repeat(3_000),
            "42\n".repeat(2_000));
    Lake lake = new Lake(folder.resolve("lake"));

    lake.run("nightly", archive).done();

    assertThat(alerts(lake)).containsExactly("NOT_AN_OBJECT 2000", "NOT_JSON 3000");
    assertThat(lake.sum("sources", "quarantined_lines")).isEqualTo(5_000);
    assertThat(lake.latestRun().at("/ingest/rejects/NOT_JSON").asLong()).isEqualTo(3_000);
    assertThat(lake.latestRun().at("/ingest/rejects/NOT_AN_OBJECT").asLong()).isEqualTo(2_000);

    Files.writeString(log, "no json\n".repeat(1_500), StandardOpenOption.APPEND);
    lake.run("nightly", archive).done();

    assertThat(lake.latestRun().at("/inputs/grown").asLong()).isOne();
    assertThat(lake.latestRun().at("/ingest/rejects/NOT_JSON").asLong()).isEqualTo(1_500);
    assertThat(alerts(lake)).containsExactly("NOT_AN_OBJECT 2000", "NOT_JSON 4500");
    assertThat(lake.sum("sources", "quarantined_lines")).isEqualTo(6_500);
    Ran.here("verify", "--lake", lake.root()).done();
  }

  @Test
  void refusedLinesOfTwoLogsOfOneNameInATarAreAllCounted() {
    Path archive = folder.resolve("archive");
    String name = "projects/-home-dev-work-shop/" + SESSION + ".jsonl";
    // As tar -r leaves it of a log that was backed up before.
    TarMember.write(
        archive.resolve("backup.tar"),
        new TarMember(name, "no json\n" + SOUND),
        new TarMember(name, "no json\n" + SOUND + "42\n"));
    Lake lake = new Lake(folder.resolve("lake"));

    lake.run("nightly", archive).done();
    assertThat(alerts(lake)).containsExactly("NOT_AN_OBJECT 1", "NOT_JSON 2");

    lake.run("rebuild", archive).done();
    assertThat(alerts(lake)).containsExactly("NOT_AN_OBJECT 1", "NOT_JSON 2");
    assertThat(lake.sum("totals", "responses")).isOne();
    Ran.here("verify", "--lake", lake.root()).done();
  }

  /** Reasons and lines of the alerts of refused lines. */
  private static List<String> alerts(Lake lake) {
    return lake.rows("alerts").stream()
        .filter(row -> row.text("alert").equals("quarantine"))
        .map(row -> row.text("reason") + " " + row.count("log_lines"))
        .toList();
  }
}
