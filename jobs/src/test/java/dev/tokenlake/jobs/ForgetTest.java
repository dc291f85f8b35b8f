package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.prompt;
import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.testing.ChangingArchive;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Lake.TableRow;
import dev.tokenlake.jobs.testing.Ran;
import dev.tokenlake.jobs.testing.TestSpark;
import dev.tokenlake.jobs.testing.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lake was told to forget is gone from it, stays gone, and nothing else is. */
@Tag("slow")
class ForgetTest {
  private static final String OLD = "11111111-1111-4111-8111-111111111111";
  private static final String CROSSING = "22222222-2222-4222-8222-222222222222";
  private static final String LATE = "33333333-3333-4333-8333-333333333333";
  private static final String MODEL = "claude-sonnet-4-5-20250929";

  @TempDir private Path folder;

  @Test
  void aDayIsForgottenThroughoutAndWhatIsLeftKeepsItsRows() throws IOException {
    Path archive = folder.resolve("archive");
    Path old = archive.resolve("projects/p/" + OLD + ".jsonl");
    Path crossing = archive.resolve("projects/p/" + CROSSING + ".jsonl");
    write(
        old,
        response(OLD, "old1", "2026-01-05T08:00:00.000Z", MODEL, "/home/dev/old"),
        response(OLD, "old2", "2026-01-05T08:01:00.000Z", MODEL, "/home/dev/elsewhere"));
    write(
        crossing,
        prompt(CROSSING, "2026-01-09T23:00:00.000Z", "x"),
        response(CROSSING, "cross1", "2026-01-09T23:01:00.000Z"),
        response(CROSSING, "cross2", "2026-01-09T23:59:59.999Z"),
        prompt(CROSSING, "2026-01-10T00:00:00.000Z", "x"),
        response(CROSSING, "cross3", "2026-01-10T00:00:00.000Z"));
    // A fork that begins with copies, one of them stamped with the fork's own time.
    Path late = archive.resolve("projects/p/" + LATE + ".jsonl");
    write(
        late,
        response(LATE, "cross1", "2026-01-12T08:00:00.000Z"),
        response(LATE, "late1", "2026-01-12T08:00:01.000Z"));
    Lake lake = new Lake(folder.resolve("lake"));
    run("nightly", archive, lake);
    assertThat(keys(lake)).hasSize(6);

    run("nightly", archive, lake, "--forget-before", "2026-01-10");

    assertThat(keys(lake)).containsExactlyInAnyOrder("msg_cross3", "msg_late1");
    assertThat(lake.latestRun().at("/forgotten/facts/RESPONSE").asLong()).isEqualTo(4);
    assertThat(lake.latestRun().at("/forgotten/facts/PROMPT").asLong()).isEqualTo(1);
    assertThat(row(lake, "msg_cross3").at("turn_index")).contains(3L);
    assertThat(row(lake, "msg_cross3").at("prompt_index")).contains(2L);
    assertSameAsReportedSince(lake, archive, "2026-01-10");
    assertNowhere(lake, "msg_old1", "msg_cross1", "msg_cross2");

    // The day is that of the zone it was given in.
    run("nightly", archive, lake, "--timezone", "America/Los_Angeles");
    assertThat(keys(lake)).containsExactlyInAnyOrder("msg_cross3", "msg_late1");

    // Nothing new, no option: nothing is written.
    run("nightly", archive, lake);
    List<Path> files = lake.files();
    run("nightly", archive, lake);
    assertThat(lake.latestRun().has("forgotten")).isFalse();
    assertThat(facts(lake.files())).isEqualTo(facts(files));

    // The logs are renamed, grow, and are read again; the rule is remembered.
    Path moved = archive.resolve("projects/q/" + OLD + ".jsonl");
    Files.createDirectories(moved.getParent());
    Files.move(old, moved);
    Files.delete(crossing);
    append(late, response(LATE, "late2", "2026-01-12T09:00:00.000Z"));
    run("nightly", archive, lake);
    assertThat(keys(lake)).containsExactlyInAnyOrder("msg_cross3", "msg_late1", "msg_late2");
    append(moved, response(OLD, "old3", "2026-01-13T08:00:00.000Z", MODEL, "/home/dev/elsewhere"));
    run("nightly", archive, lake);
    assertThat(keys(lake)).hasSize(4).contains("msg_old3");
    assertThat(row(lake, "msg_old3").text("project_path")).isEqualTo("/home/dev/old");
    assertThat(row(lake, "msg_old3").at("turn_index")).contains(3L);
    Map<String, String> before = lake.digests();
    Ran.here("rebuild", "--archive", "m=" + archive, "--lake", lake.root(), "--quiet").done();
    assertThat(lake.digests()).isEqualTo(before);
    assertNowhere(lake, "msg_old1", "msg_cross1", "msg_cross2");
    Ran sound = verify(lake);
    assertThat(sound.exitCode()).as(sound.out() + sound.err()).isEqualTo(ExitCode.DONE);

    // Only an explicit choice brings back what the logs still hold.
    Ran.here(
            "rebuild",
            "--archive",
            "m=" + archive,
            "--lake",
            lake.root(),
            "--quiet",
            "--lift-forgetting")
        .done();
    assertThat(keys(lake))
        .containsExactlyInAnyOrder(
            "msg_old1",
            "msg_old2",
            "msg_old3",
            "msg_cross1",
            "msg_cross3",
            "msg_late1",
            "msg_late2");
    assertThat(row(lake, "msg_old3").at("turn_index")).contains(3L);
  }

  @Test
  void aProjectIsForgottenWithTheCopiesOfItsResponses() throws IOException {
    Path archive = folder.resolve("archive");
    Path secret = archive.resolve("projects/p/" + OLD + ".jsonl");
    write(
        secret,
        response(OLD, "secret1", "2026-01-05T08:00:00.000Z", MODEL, "/home/dev/secret/part"),
        response(OLD, "secret2", "2026-01-05T08:01:00.000Z", MODEL, "/home/dev/other"));
    Path other = archive.resolve("projects/p/" + CROSSING + ".jsonl");
    write(other, response(CROSSING, "other1", "2026-01-05T09:00:00.000Z"));
    Lake lake = new Lake(folder.resolve("lake"));
    run("nightly", archive, lake);
    TableRow kept = row(lake, "msg_other1");

    run("nightly", archive, lake, "--forget-project", "/home/dev/secret");
    assertThat(keys(lake)).containsExactly("msg_other1");
    assertThat(row(lake, "msg_other1")).isEqualTo(kept);
    assertNowhere(lake, "msg_secret1", "/home/dev/secret/part");
    assertThat(Ran.here("history", "--lake", lake.root(), "--format", "csv").done().out().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("2,")
        .contains(",/home/dev/secret,")
        .endsWith(",true");
    assertThat(Ran.here("restore", "--to", 1, "--lake", lake.root()).exitCode())
        .isEqualTo(ExitCode.USAGE);

    // It goes on, and is resumed elsewhere under another session; neither comes back.
    append(secret, response(OLD, "secret3", "2026-02-05T08:01:00.000Z", MODEL, "/home/dev/other"));
    write(
        archive.resolve("projects/p/" + LATE + ".jsonl"),
        response(LATE, "secret1", "2026-02-06T08:00:00.000Z"),
        response(LATE, "late1", "2026-02-06T08:00:01.000Z"));
    run("ingest", archive, lake);
    assertThat(lake.latestRun().at("/forgotten/filesRewritten").asLong()).isZero();
    assertThat(stored(lake)).containsExactlyInAnyOrder("msg_other1", "msg_late1");

    // A name stands for the project that has it, not for one that gets it later.
    run("ingest", archive, lake, "--forget-project", "shop");
    assertThat(stored(lake)).isEmpty();
    String fresh = "44444444-4444-4444-8444-444444444444";
    write(
        archive.resolve("projects/r/" + fresh + ".jsonl"),
        response(fresh, "new1", "2026-02-07T08:00:00.000Z", MODEL, "/srv/shop"));
    run("nightly", archive, lake);
    assertThat(keys(lake)).containsExactly("msg_new1");
    assertNowhere(lake, "msg_secret1", "msg_secret3", "msg_other1", "/home/dev/secret/part");
    Ran sound = verify(lake);
    assertThat(sound.exitCode()).as(sound.out() + sound.err()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void nightsThatForgetAddUpToALakeThatNeverDidFiltered() throws IOException {
    ChangingArchive archive = new ChangingArchive(folder, 7);
    Lake lake = new Lake(folder.resolve("lake"));
    String day = "";
    for (int night = 1; night <= 4; night++) {
      archive.pass();
      archive.seen();
      if (night == 3) {
        day = middleDay(lake);
        run("nightly", archive.present(), lake, "--forget-before", day);
        assertThat(lake.latestRun().at("/forgotten/facts/RESPONSE").asLong()).isPositive();
      } else {
        run("nightly", archive.present(), lake);
      }
    }
    assertSameAsReportedSince(lake, archive.everSeen(), day);
    Ran sound = verify(lake);
    assertThat(sound.exitCode()).as(sound.out() + sound.err()).isEqualTo(ExitCode.DONE);
  }

  /**
   * All tables but that of sessions, whose summaries are of what is left; and where transcripts
   * without a response are counted, since those without a time stay, and a project may get a
   * shorter name when its namesake is forgotten.
   */
  private void assertSameAsReportedSince(Lake lake, Path archive, String day) {
    Lake never = new Lake(folder.resolve("never-" + day));
    Ran.here(
            "rebuild",
            "--archive",
            "m=" + archive,
            "--lake",
            never.root(),
            "--quiet",
            "--since",
            day)
        .done();
    assertThat(digests(lake)).hasSizeGreaterThan(10).isEqualTo(digests(never));
    List<String> columns =
        List.of(
            "session_id",
            "project",
            "start_ts",
            "responses",
            "total_tokens",
            "cost_usd",
            "log_lines",
            "nonfinal_responses");
    assertThat(columns(lake, columns)).isEqualTo(columns(never, columns));
    for (String table : List.of("projects", "weekly_by_project", "totals")) {
      assertThat(withResponses(lake, table))
          .as(table)
          .isNotEmpty()
          .isEqualTo(withResponses(never, table));
    }
  }

  private static List<List<String>> columns(Lake lake, List<String> columns) {
    return lake.rows("sessions").stream()
        .map(row -> columns.stream().map(row::text).toList())
        .toList();
  }

  /** Rows of a table that have a response, but for the counts over those that have none. */
  private static List<Map<String, Optional<Object>>> withResponses(Lake lake, String table) {
    List<String> ofAllRows =
        table.equals("totals")
            ? List.of("session_files", "session_files_undated", "projects")
            : List.of();
    List<Map<String, Optional<Object>>> rows = new ArrayList<>();
    for (TableRow row : lake.rows(table)) {
      if (row.count("responses") > 0) {
        Map<String, Optional<Object>> cells = new TreeMap<>(row.cells());
        ofAllRows.forEach(column -> assertThat(cells.remove(column)).isPresent());
        rows.add(cells);
      }
    }
    return rows;
  }

  private static Map<String, String> digests(Lake lake) {
    Map<String, String> digests = new TreeMap<>(lake.digests());
    for (String other : List.of("sessions", "projects", "weekly_by_project", "totals")) {
      assertThat(digests.remove(other)).isNotNull();
    }
    return digests;
  }

  private static String middleDay(Lake lake) {
    List<String> days =
        lake.rows("usage").stream().map(row -> row.text("day")).sorted().distinct().toList();
    return days.get(days.size() / 2);
  }

  private static void assertNowhere(Lake lake, String... texts) {
    assertThat(Traces.of(lake, texts)).isEmpty();
  }

  private static List<String> facts(List<Path> files) {
    return files.stream().map(Path::toString).filter(file -> file.contains("/facts/")).toList();
  }

  private static void append(Path log, String line) throws IOException {
    Files.writeString(log, line, StandardOpenOption.APPEND);
  }

  /** Keys of the responses in the latest facts. */
  private static List<String> stored(Lake lake) {
    String[] files =
        new FactStore(new LakeLayout(lake.root()).facts())
            .latest().orElseThrow().paths(Part.FACTS).stream()
                .map(Place::location)
                .toArray(String[]::new);
    return TestSpark.session()
        .read()
        .parquet(files)
        .where("kind = 'RESPONSE'")
        .select("key")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static void run(String command, Path archive, Lake lake, String... more) {
    lake.run(command, archive, (Object[]) more).done();
  }

  private static Ran verify(Lake lake) {
    return Ran.here("verify", "--lake", lake.root(), "--quiet");
  }

  private static List<String> keys(Lake lake) {
    return lake.rows("usage").stream().map(row -> row.text("response_key")).toList();
  }

  private static TableRow row(Lake lake, String key) {
    Optional<TableRow> found =
        lake.rows("usage").stream().filter(row -> row.text("response_key").equals(key)).findFirst();
    return found.orElseThrow(() -> new AssertionError("No response " + key));
  }
}
