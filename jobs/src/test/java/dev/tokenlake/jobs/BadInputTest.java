package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.prompt;
import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.rollup.PublishedTable;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Lake.TableRow;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged and odd archives: what can be read is counted, the rest is told and never stops a night.
 */
class BadInputTest {
  private static final String SESSION = "11111111-1111-4111-8111-111111111111";
  private static final String OTHER = "22222222-2222-4222-8222-222222222222";

  /** Tables that have rows even when there is nothing to count. */
  private static final Set<PublishedTable> ALWAYS_FILLED =
      EnumSet.of(PublishedTable.TOTALS, PublishedTable.PHASES, PublishedTable.SCENARIOS);

  @TempDir private static Path folder;

  private static Path archive;
  private static Lake lake;
  private static Ran night;

  @BeforeAll
  static void nightOnADamagedArchive() throws IOException {
    archive = folder.resolve("archive");
    Path project = archive.resolve("projects/-home-dev-work-shop");
    String whole = response(SESSION, "a", "2026-01-05T08:00:00.000Z");
    write(
        project.resolve(SESSION + ".jsonl"),
        prompt(SESSION, "2026-01-05T07:59:00.000Z", "hi"),
        whole,
        "this is no JSON\n",
        "42\n",
        "\n",
        "{\"type\":\"summary\",\"summary\":\"a title\"}\n",
        // A line that breaks off, and the next one that goes on right there: b is saved.
        whole.substring(0, 60) + response(SESSION, "b", "2026-01-05T08:01:00.000Z"),
        "{\"type\":\"assistant\",\"message\":{\"id\":\"msg_c\",\"usa\n",
        // Still being written: neither a line nor refused.
        whole.substring(0, 80));
    write(project.resolve("empty.jsonl"));
    write(project.resolve("damaged.jsonl.gz"), "no gzip at all");
    // A folder with the name of a log is a folder.
    write(
        project.resolve("folder.jsonl").resolve(OTHER + ".jsonl"),
        response(OTHER, "d", "2026-01-06T08:00:00.000Z"));
    Files.createSymbolicLink(project.resolve("gone.jsonl"), project.resolve("nowhere.jsonl"));
    write(archive.resolve("history.jsonl"), "{\"display\":\"hi\"}\n");

    lake = new Lake(folder.resolve("lake"));
    night = Ran.here("nightly", "--archive", "laptop=" + archive, "--lake", lake.root());
  }

  @Test
  void aDamagedArchiveIsDoneAndItsDamageIsSaid() {
    assertThat(night.exitCode()).isEqualTo(ExitCode.DONE);
    // Refused lines: "this is no JSON", "42" and the record without an end.
    assertThat(night.err()).contains("3 lines and 1 files quarantined");
    assertThat(night.err()).contains("2 files or folders skipped");
  }

  @Test
  void whatIsWholeInADamagedArchiveIsCounted() {
    // a, b and d, each 10 + 20 + 30 + 40 tokens.
    assertThat(lake.rows("usage"))
        .extracting(row -> row.text("response_key"))
        .containsExactly("msg_a", "msg_b", "msg_d");
    assertThat(lake.sum("totals", "total_tokens")).isEqualTo(300);
  }

  @Test
  void everyLineIsAnEntryIgnoredOrQuarantined() {
    TableRow source = lake.rows("sources").get(0);

    // Eight ended lines in the first file and one in the second. Entries: the prompt, a, b, d.
    // Ignored: the blank line and the summary.
    assertThat(source.text("source")).isEqualTo("laptop");
    assertThat(source.count("lines")).isEqualTo(9);
    assertThat(source.count("entries")).isEqualTo(4);
    assertThat(source.count("ignored_lines")).isEqualTo(2);
    assertThat(source.count("quarantined_lines")).isEqualTo(3);
    // The session, the empty file, the damaged one and the one in the folder.
    assertThat(source.count("log_files")).isEqualTo(4);
  }

  @Test
  void theRunSaysWhatWasRefusedAndWhy() {
    JsonNode funnel = lake.latestRun().path("ingest");

    assertThat(funnel.path("quarantined").asLong()).isEqualTo(3);
    assertThat(funnel.path("refusedFiles").asLong()).isEqualTo(1);
    assertThat(funnel.path("salvaged").asLong()).isEqualTo(1);
    assertThat(funnel.path("inProgressBytes").asLong()).isEqualTo(80);
    assertThat(funnel.path("rejects").path("NOT_AN_OBJECT").asLong()).isEqualTo(1);
    assertThat(funnel.path("skipped").path("BROKEN_LINK").asLong()).isEqualTo(1);
    assertThat(funnel.path("skipped").path("NO_TRANSCRIPT").asLong()).isEqualTo(1);
  }

  @Test
  void strictRunsSayWithTheirExitCodeThatInputWasRefused() {
    Ran strict =
        Ran.here(
            "ingest", "--strict", "--archive", archive, "--lake", folder.resolve("strict-lake"));

    assertThat(strict.exitCode()).isEqualTo(ExitCode.QUARANTINED);
    assertThat(strict.err()).contains("quarantined");
  }

  @Test
  void aFileNobodyMayReadIsQuarantined() throws IOException {
    Path closed = folder.resolve("closed");
    Path file =
        write(
            closed.resolve("projects/p").resolve(SESSION + ".jsonl"),
            response(SESSION, "a", "2026-01-05T08:00:00.000Z"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(
        Files.isReadable(file),
        "SKIPPED aFileNobodyMayReadIsQuarantined: this user may read every file (root)");
    Lake strictLake = new Lake(folder.resolve("closed-lake"));

    Ran ran = Ran.here("ingest", "--strict", "--archive", closed, "--lake", strictLake.root());

    assertThat(ran.exitCode()).isEqualTo(ExitCode.QUARANTINED);
    assertThat(
            strictLake.latestRun().path("ingest").path("rejects").path("UNREADABLE_FILE").asInt())
        .isOne();
  }

  @Test
  void anArchiveWithoutLogsIsWarnedOfAndGivesEmptyTables() throws IOException {
    Path bare = Files.createDirectories(folder.resolve("bare/projects"));
    Files.writeString(bare.resolve("notes.txt"), "no log");
    Lake empty = new Lake(folder.resolve("empty-lake"));

    Ran ran = Ran.here("nightly", "--archive", bare, "--lake", empty.root());

    assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(ran.err()).contains("WARNING: no session logs");
    assertThat(empty.rows("totals")).hasSize(1);
    assertThat(empty.rows("scenarios")).isNotEmpty();
    assertThat(empty.rows("phases")).extracting(row -> row.text("phase")).containsExactly("all");
    Arrays.stream(PublishedTable.values())
        .filter(table -> !ALWAYS_FILLED.contains(table))
        .forEach(
            table -> assertThat(empty.rows(table.tableName())).as(table.tableName()).isEmpty());
    // Readers find the columns even so.
    Ran shown = Ran.here("show", "weekly", "--lake", empty.root(), "--format", "csv").done();
    assertThat(shown.out()).startsWith("week_start,iso_week,session_files,");
  }
}
