package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import dev.tokenlake.jobs.testing.TarMember;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is packed anew each night from a folder that loses its old logs. */
class RepackedFolderTest {
  private static final String ORIGINAL = "11111111-1111-4111-8111-111111111111";
  private static final String FORK = "22222222-2222-4222-8222-222222222222";

  @TempDir private Path folder;

  private Path archive;
  private Lake lake;

  @Test
  void whatALogToldStaysWhenAForkOfItIsAllThatIsStillPacked() {
    archive = folder.resolve("archive");
    lake = new Lake(folder.resolve("lake"));
    String fork =
        unfinished(response(FORK, "a", "2026-01-05T08:00:00.000Z"))
            + response(FORK, "c", "2026-01-06T08:00:00.000Z");
    pack(
        Map.of(
            ORIGINAL,
            response(ORIGINAL, "a", "2026-01-05T08:00:00.000Z")
                + response(ORIGINAL, "b", "2026-01-05T09:00:00.000Z"),
            FORK,
            fork));
    nightly();
    List<String> told = responses();
    assertThat(told)
        .containsExactlyInAnyOrder(
            ORIGINAL + " msg_a 20 true", ORIGINAL + " msg_b 20 true", FORK + " msg_c 20 true");

    pack(Map.of(FORK, fork));
    nightly();

    assertThat(lake.latestRun().at("/ingest/lines").asLong()).isEqualTo(2);
    assertThat(responses()).containsExactlyInAnyOrderElementsOf(told);

    // Facts are written anew as those of one read, and what is packed differs again.
    Ran.here("rebuild", "--archive", "m=" + archive, "--lake", lake.root(), "--quiet").done();
    assertThat(responses()).containsExactlyInAnyOrderElementsOf(told);
    pack(Map.of(FORK, fork + response(FORK, "d", "2026-01-07T08:00:00.000Z")));
    nightly();
    told.add(FORK + " msg_d 20 true");
    assertThat(responses()).containsExactlyInAnyOrderElementsOf(told);
    assertThat(Ran.here("verify", "--lake", lake.root()).done().out()).isEqualTo("sound\n");
  }

  private static String unfinished(String response) {
    return response
        .replace("\"stop_reason\":\"end_turn\"", "\"stop_reason\":null")
        .replace("\"output_tokens\":20", "\"output_tokens\":3");
  }

  private List<String> responses() {
    return new ArrayList<>(
        lake.rows("usage").stream()
            .map(
                row ->
                    "%s %s %d %s"
                        .formatted(
                            row.text("session_id"),
                            row.text("response_key"),
                            row.count("output_tokens"),
                            row.at("output_is_final").orElseThrow()))
            .toList());
  }

  private void nightly() {
    lake.run("nightly", archive).done();
  }

  /** Packs logs by session. */
  private void pack(Map<String, String> logs) {
    TarMember.write(
        archive.resolve("backup.tar"),
        logs.entrySet().stream()
            .map(log -> new TarMember("projects/p/" + log.getKey() + ".jsonl", log.getValue()))
            .toArray(TarMember[]::new));
  }
}
