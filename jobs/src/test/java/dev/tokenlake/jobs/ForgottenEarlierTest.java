package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.prompt;
import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Lake.TableRow;
import dev.tokenlake.jobs.testing.Ran;
import dev.tokenlake.jobs.testing.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten against what a lake has of earlier nights: generations, rows, restorations. */
@Tag("slow")
class ForgottenEarlierTest {
  private static final String OPEN = "11111111-1111-4111-8111-111111111111";
  private static final String SECRET = "22222222-2222-4222-8222-222222222222";
  private static final String FORK = "33333333-3333-4333-8333-333333333333";
  private static final String MODEL = "claude-sonnet-4-5-20250929";
  private static final String PRIVATE = "/home/dev/private";

  @TempDir private Path folder;

  private Path archive;
  private Lake lake;

  @BeforeEach
  void aLakeOfOneLog() {
    archive = folder.resolve("archive");
    lake = new Lake(folder.resolve("lake"));
    write(log(OPEN), response(OPEN, "open", "2026-01-15T08:00:00.000Z"));
  }

  @Test
  void whatWasForgottenSinceARestoredGenerationStaysForgotten() throws IOException {
    nightly("--forget-project", PRIVATE);
    write(log(SECRET), hidden());
    nightly();
    restore(1).done();

    // Only a fork of another project still tells of it.
    Files.delete(log(SECRET));
    write(log(FORK), fork());
    nightly();

    assertThat(keys()).containsExactlyInAnyOrder("msg_open", "msg_new");
    assertThat(Traces.of(lake, "msg_hidden")).isEmpty();
    assertThat(verify().exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aGenerationGoesWhoseFactsTurnOutToBeForgottenByOldRules() throws IOException {
    nightly("--forget-project", PRIVATE);
    write(log(FORK), fork());
    nightly();
    assertThat(keys()).contains("msg_hidden");
    restore(1).done();
    Files.delete(log(FORK));

    // The original: the fork, which the latest facts do not have, told of a forgotten project.
    write(log(SECRET), hidden());
    nightly();

    assertThat(Traces.of(lake, "msg_hidden")).isEmpty();
    assertThat(restore(2).exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void nightsThatForgetByTheSameRulesKeepEarlierGenerations() {
    nightly("--forget-project", PRIVATE);
    write(log(SECRET), hidden());
    nightly();
    restore(1).done();
    nightly();

    assertThat(history()).containsExactly("1", "2", "3", "4");
    restore(2).done();
    assertThat(keys()).containsExactly("msg_open");
  }

  @Test
  void whatALogSaidBeforeItWasRewrittenIsForgottenToo() throws IOException {
    String late = response(SECRET, "late", "2026-06-01T08:00:00.000Z");
    String moved = response(SECRET, "moved", "2026-06-02T08:00:00.000Z");
    write(
        log(SECRET),
        response(SECRET, "old", "2026-01-01T08:00:00.000Z"),
        late,
        response(SECRET, "moved", "2026-06-02T08:00:00.000Z", MODEL, PRIVATE + "/part"));
    nightly();
    write(log(SECRET), late, moved);
    nightly();
    Path renamed = archive.resolve("projects/q/" + SECRET + ".jsonl");
    Files.createDirectories(renamed.getParent());
    Files.move(log(SECRET), renamed);
    nightly();
    assertThat(keys()).contains("msg_old");

    nightly("--forget-before", "2026-03-01");

    assertThat(keys()).containsExactlyInAnyOrder("msg_late", "msg_moved");
    assertThat(Traces.of(lake, "msg_old", "msg_open", "req_old", PRIVATE)).isEmpty();
    assertThat(history()).containsExactly("4");
    assertThat(verify().exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void verifyTellsThatTablesWereMadeBeforeTheFactsForgot() {
    write(log(SECRET), hidden());
    nightly();
    run("ingest", "--forget-project", PRIVATE);
    assertThat(keys()).contains("msg_hidden");

    Ran found = verify();
    assertThat(found.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(found.out()).contains("before version 2 forgot more", "(forgotten)");

    Ran.here("rollup", "--lake", lake.root(), "--quiet").done();
    assertThat(keys()).containsExactly("msg_open");
    assertThat(verify().exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void rulesThatFindNothingRenewTheTablesAndKeepNoneOfBefore() {
    nightly();
    Map<String, String> before = lake.digests();
    nightly("--forget-project", PRIVATE);

    assertThat(lake.digests()).isEqualTo(before);
    assertThat(lake.takenOver()).isPositive();
    assertThat(history()).containsExactly("2");
    assertThat(verify().exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void whatIsLeftOfASessionKeepsItsNumbersInARestoredLake() throws IOException {
    nightly("--forget-before", "2026-01-10");
    write(
        log(SECRET),
        prompt(SECRET, "2026-01-09T08:00:00.000Z", "x"),
        response(SECRET, "before", "2026-01-09T08:00:01.000Z"),
        prompt(SECRET, "2026-01-10T08:00:00.000Z", "x"),
        response(SECRET, "after", "2026-01-10T08:00:01.000Z"));
    nightly();
    Map<String, String> numbered = lake.digests();
    assertThat(row("msg_after").at("turn_index")).contains(2L);

    restore(1).done();
    assertThat(keys()).containsExactly("msg_open");
    nightly();
    assertThat(lake.digests()).isEqualTo(numbered);

    // Nothing is counted on twice when that is gone back to, and read again.
    restore(2).done();
    nightly();
    assertThat(lake.digests()).isEqualTo(numbered);
    run("rebuild");
    assertThat(lake.digests()).isEqualTo(numbered);
    assertThat(Traces.of(lake, "msg_before")).isEmpty();
    assertThat(verify().exitCode()).isEqualTo(ExitCode.DONE);
  }

  private static String hidden() {
    return response(SECRET, "hidden", "2026-01-16T08:00:00.000Z", MODEL, PRIVATE);
  }

  /** Lines of a session that begins with a copy. */
  private static String fork() {
    return response(FORK, "hidden", "2026-01-17T08:00:00.000Z")
        + response(FORK, "new", "2026-01-17T08:01:00.000Z");
  }

  private Path log(String session) {
    return archive.resolve("projects/p/" + session + ".jsonl");
  }

  private void nightly(String... more) {
    run("nightly", more);
  }

  private void run(String command, String... more) {
    lake.run(command, archive, (Object[]) more).done();
  }

  private Ran restore(long generation) {
    return Ran.here("restore", "--to", generation, "--lake", lake.root());
  }

  private Ran verify() {
    return Ran.here("verify", "--lake", lake.root(), "--quiet");
  }

  /** Numbers of the generations that can be restored. */
  private List<String> history() {
    return Ran.here("history", "--lake", lake.root(), "--format", "csv")
        .done()
        .out()
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .toList();
  }

  private List<String> keys() {
    return lake.rows("usage").stream().map(row -> row.text("response_key")).toList();
  }

  private TableRow row(String key) {
    Optional<TableRow> found =
        lake.rows("usage").stream().filter(row -> row.text("response_key").equals(key)).findFirst();
    return found.orElseThrow(() -> new AssertionError("No response " + key));
  }
}
