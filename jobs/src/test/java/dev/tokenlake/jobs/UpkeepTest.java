package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake over several nights: what it keeps, goes back to, and finds wrong in itself. */
class UpkeepTest {
  private static final String SESSION = "11111111-1111-4111-8111-111111111111";
  private static final String LATER = "22222222-2222-4222-8222-222222222222";

  @TempDir private Path folder;

  @Test
  void aLakeKeepsItsPastGoesBackToItAndFindsDamage() throws IOException {
    Path archive = folder.resolve("archive");
    Path log = archive.resolve("projects/p/" + SESSION + ".jsonl");
    Path later = archive.resolve("projects/p/" + LATER + ".jsonl");
    Lake lake = new Lake(folder.resolve("lake"));
    write(log, response(SESSION, "a", "2026-01-05T08:00:00.000Z"));
    nightly(archive, lake);
    Map<String, String> first = lake.digests();

    // The next day the log has grown, and there is another.
    Files.writeString(
        log, response(SESSION, "b", "2026-01-06T08:00:00.000Z") + "\n", StandardOpenOption.APPEND);
    write(later, response(LATER, "c", "2026-01-06T09:00:00.000Z"));
    nightly(archive, lake);
    assertThat(lake.latestRun().at("/inputs/grown").asLong()).isEqualTo(1);
    assertThat(keys(lake)).containsExactly("msg_a", "msg_b", "msg_c");
    Map<String, String> second = lake.digests();
    assertThat(second).isNotEqualTo(first);

    // Both logs are deleted: nothing is lost, nothing is published anew.
    Files.delete(log);
    Files.delete(later);
    Path unfinished = lake.root().resolve("runs/.20260106T000000.000Z-1.json.next");
    Files.writeString(unfinished, "{");
    nightly(archive, lake);
    assertThat(unfinished).as("left by a run that died writing its report").doesNotExist();
    assertThat(lake.latestRun().at("/lake/deleted").asLong()).isEqualTo(2);
    assertThat(lake.digests()).isEqualTo(second);
    assertThat(lake.latestRun().path("generation").asLong()).isEqualTo(2);

    // Even a rebuild, which finds no log, keeps what is known.
    Ran.here("rebuild", "--archive", "m=" + archive, "--lake", lake.root(), "--quiet").done();
    assertThat(lake.digests()).isEqualTo(second);

    Ran.here("restore", "--to", 1, "--lake", lake.root()).done();
    assertThat(keys(lake)).containsExactly("msg_a");
    assertThat(Ran.here("restore", "--to", 99, "--lake", lake.root()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(Ran.here("history", "--lake", lake.root(), "--format", "csv").done().out().lines())
        .hasSize(5)
        .last()
        .asString()
        .startsWith("4,")
        .endsWith(",true");

    assertThat(verify(lake).exitCode()).isEqualTo(ExitCode.DONE);
    Path table = lake.root().resolve("tables/models/part-00000.parquet").toRealPath();
    flipABit(table);
    Ran found = verify(lake);
    assertThat(found.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(found.out()).contains(table + ": has other bytes than were written");
  }

  private static void nightly(Path archive, Lake lake) {
    lake.run("nightly", archive).done();
  }

  private static Ran verify(Lake lake) {
    return Ran.here("verify", "--lake", lake.root(), "--quiet");
  }

  private static List<String> keys(Lake lake) {
    return lake.rows("usage").stream().map(row -> row.text("response_key")).toList();
  }

  private static void flipABit(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
