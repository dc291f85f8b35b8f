package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that are moved about count once, whatever else becomes of them. */
class MovedLogsTest {
  private static final String ONE = "11111111-1111-4111-8111-111111111111";
  private static final String OTHER = "22222222-2222-4222-8222-222222222222";

  @TempDir private Path folder;

  private Path archive;
  private Lake lake;

  @BeforeEach
  void twoLogsWereRead() throws IOException {
    archive = folder.resolve("archive");
    lake = new Lake(folder.resolve("lake"));
    write(log("p", ONE), told(ONE, "a"), told(ONE, "b"), told(ONE, "c"));
    write(log("p", OTHER), told(OTHER, "x"), told(OTHER, "y"));
    nightly();
    assertCounted(5, 2, 5);
  }

  @Test
  void whatALogToldBeforeItWasCutAndRenamedStays() throws IOException {
    write(log("p", ONE), told(ONE, "a"));
    nightly();
    assertCounted(5, 2, 3);

    move("p", "q", ONE);
    nightly();

    assertCounted(5, 2, 3);
    assertThat(lake.latestRun().at("/inputs/moved").asLong()).isEqualTo(1);
  }

  @Test
  @Tag("slow")
  void aLogThatIsRenamedBackOrGrowsOnTheWayCountsOnce() throws IOException {
    move("p", "q", ONE);
    nightly();
    assertCounted(5, 2, 5);

    move("q", "p", ONE);
    nightly();
    assertCounted(5, 2, 5);

    move("p", "q", ONE);
    Files.writeString(log("q", ONE), told(ONE, "d"), StandardOpenOption.APPEND);
    nightly();
    assertCounted(6, 2, 6);
    assertThat(lake.latestRun().at("/lake/inputs").asLong()).isEqualTo(2);
  }

  @Test
  void aNewLogInThePlaceOfOneThatMovedIsAnother() throws IOException {
    move("p", "q", ONE);
    write(log("p", ONE), told(ONE, "e"));

    nightly();

    assertCounted(6, 3, 6);
    assertThat(lake.latestRun().at("/inputs/moved").asLong()).isEqualTo(1);
    assertThat(lake.latestRun().at("/inputs/added").asLong()).isEqualTo(1);
    Lake cold = new Lake(folder.resolve("cold"));
    Ran.here("nightly", "--archive", "m=" + archive, "--lake", cold.root(), "--quiet").done();
    assertThat(lake.digests()).isEqualTo(cold.digests());
    assertThat(Ran.here("verify", "--lake", lake.root()).done().out()).isEqualTo("sound\n");
  }

  @Test
  @Tag("slow")
  void aLogWithoutAnyIdsStaysTheSameWhereverItLies() throws IOException {
    write(log("p", "notes"), withoutIds(told(ONE, "n")), withoutIds(told(ONE, "o")));
    nightly();
    assertCounted(7, 3, 7);
    assertThat(lake.sum("totals", "session_files")).isEqualTo(3);

    move("p", "q", "notes");
    nightly();
    assertCounted(7, 3, 7);
    assertThat(lake.sum("totals", "session_files")).isEqualTo(3);

    // As one that is rotated: another takes its place in the same night.
    move("q", "old", "notes");
    write(log("q", "notes"), withoutIds(told(OTHER, "v")), withoutIds(told(OTHER, "w")));
    nightly();
    assertCounted(9, 4, 9);
    assertThat(lake.sum("totals", "session_files")).isEqualTo(4);
    assertThat(lake.sum("usage", "output_tokens")).isEqualTo(9 * 20);
  }

  @Test
  void whatAnArchiveLostIsNotWhatAnotherHasOfItLater() throws IOException {
    Path backup = Files.createDirectories(folder.resolve("backup"));
    Ran.here("nightly", "--archive", "m=" + archive, "b=" + backup, "--lake", lake.root()).done();
    Files.delete(log("p", ONE));
    Ran.here("nightly", "--archive", "m=" + archive, "b=" + backup, "--lake", lake.root()).done();
    assertThat(lake.latestRun().at("/inputs/deleted").asLong()).isEqualTo(1);

    write(
        backup.resolve("projects/p/" + ONE + ".jsonl"),
        told(ONE, "a"),
        told(ONE, "b"),
        told(ONE, "c"),
        told(ONE, "d"));
    Ran.here("nightly", "--archive", "m=" + archive, "b=" + backup, "--lake", lake.root()).done();

    assertThat(lake.rows("usage")).hasSize(6);
    assertThat(lake.sum("sources", "log_files"))
        .as("the lost one, its copy, the other")
        .isEqualTo(3);
    assertThat(lake.sum("sources", "lines")).isEqualTo(5 + 4);
    assertThat(lake.latestRun().at("/inputs/moved").asLong()).isZero();
  }

  /**
   * Checks the calls, each told by one line, and what is said of the logs.
   *
   * @param lines of the logs as they were read last
   */
  private void assertCounted(int calls, long logs, long lines) {
    assertThat(lake.rows("usage")).hasSize(calls);
    assertThat(lake.sum("usage", "log_lines")).isEqualTo(calls);
    assertThat(lake.sum("sources", "log_files")).isEqualTo(logs);
    assertThat(lake.sum("sources", "lines")).isEqualTo(lines);
  }

  private void nightly() {
    lake.run("nightly", archive).done();
  }

  private void move(String from, String to, String session) throws IOException {
    Files.createDirectories(log(to, session).getParent());
    Files.move(log(from, session), log(to, session));
  }

  private Path log(String project, String session) {
    return archive.resolve("projects/" + project + "/" + session + ".jsonl");
  }

  private static String withoutIds(String line) {
    String without = line.replaceAll("\"(uuid|requestId|id)\":\"[^\"]*\",", "");
    assertThat(without).doesNotContain("u-", "req_", "msg_");
    return without;
  }

  private static String told(String session, String id) {
    return response(session, id, "2026-01-05T08:00:00.000Z");
  }
}
