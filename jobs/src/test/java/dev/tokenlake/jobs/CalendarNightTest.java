package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Lake.TableRow;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zone, first day of the week, projects, groups and sources, as a whole run applies them. */
class CalendarNightTest {
  private static final String ONE = "44444444-4444-4444-8444-444444444444";
  private static final String TWO = "55555555-5555-4555-8555-555555555555";

  @TempDir private static Path folder;

  private static Lake lake;

  @BeforeAll
  static void nightInLosAngeles() throws IOException {
    Path laptop = folder.resolve("laptop");
    Path server = folder.resolve("server");
    // Sunday 23:30 in UTC is Sunday 15:30 in Los Angeles; Monday 07:59 is still Sunday 23:59.
    write(
        laptop.resolve("projects/shop").resolve(ONE + ".jsonl"),
        response(ONE, "a", "2026-01-11T23:30:00.000Z", "claude-opus-4-5-20251101", "/w/shop"),
        response(ONE, "b", "2026-01-12T07:59:59.999Z", "claude-opus-4-5-20251101", "/w/shop/src"),
        response(ONE, "c", "2026-01-12T08:00:00.000Z", "claude-opus-4-5-20251101", "/w/shop"));
    // Saturday evening there, Sunday already in UTC; February in UTC and January there.
    write(
        server.resolve("projects/api").resolve(TWO + ".jsonl"),
        response(TWO, "d", "2026-01-11T07:59:00.000Z", "some-model-of-our-own", "/v/shop"),
        response(TWO, "e", "2026-02-01T07:59:00.000Z", "claude-opus-4-5-20251101", "/v/shop"));
    Path config =
        Files.writeString(
            folder.resolve("tokenlake.yaml"),
            """
            timezone: America/Los_Angeles
            week_start: sunday
            lake: %s
            archives: [main=%s, %s]
            groups:
              - {name: clients, projects: [v/shop]}
            phases:
              - {name: Second Sunday, from: 2026-01-11, to: 2026-01-11}
            """
                .formatted(folder.resolve("lake"), laptop, server));
    Ran.here("nightly", "--config", config, "--quiet").done();
    lake = new Lake(folder.resolve("lake"));
  }

  @Test
  void daysAreThoseOfTheZone() {
    assertThat(lake.rows("daily"))
        .extracting(row -> row.text("day"), row -> row.count("responses"))
        .containsExactly(
            tuple("2026-01-10", 1L),
            tuple("2026-01-11", 2L),
            tuple("2026-01-12", 1L),
            tuple("2026-01-31", 1L));
  }

  @Test
  void weeksBeginOnSundayAndAreNamedAfterTheirMonday() {
    // Saturday the 10th belongs to the week from the 4th, whose Monday the 5th lies in W02.
    assertThat(lake.rows("weekly"))
        .extracting(
            row -> row.text("week_start"),
            row -> row.text("iso_week"),
            row -> row.count("responses"),
            row -> row.count("sessions"),
            row -> row.count("sessions_active"))
        .containsExactly(
            tuple("2026-01-04", "2026-W02", 1L, 1L, 1L),
            tuple("2026-01-11", "2026-W03", 3L, 1L, 1L),
            tuple("2026-01-25", "2026-W05", 1L, 0L, 1L));
  }

  @Test
  void monthsAreThoseOfTheZone() {
    assertThat(lake.rows("monthly"))
        .extracting(row -> row.text("month_start"), row -> row.count("responses"))
        .containsExactly(tuple("2026-01-01", 5L));
  }

  @Test
  void instantsStayInUtc() {
    assertThat(lake.rows("usage").stream().map(row -> row.text("ts")).min(String::compareTo))
        .contains("2026-01-11T07:59:00Z");
  }

  @Test
  void daysOutsideThePhaseStandUnderNone() {
    assertThat(lake.rows("phases"))
        .extracting(row -> row.text("phase"), row -> row.count("responses"))
        .containsExactly(tuple("Second Sunday", 2L), tuple("-", 3L));
  }

  @Test
  void projectsOfOneNameAreToldApartAndGrouped() {
    // /w/shop/src is seen only inside a session that began in /w/shop.
    assertThat(lake.rows("projects"))
        .extracting(
            row -> row.text("project"),
            row -> row.text("project_path"),
            row -> row.text("project_group"),
            row -> row.count("responses"))
        .containsExactlyInAnyOrder(
            tuple("w/shop", "/w/shop", "-", 3L), tuple("v/shop", "/v/shop", "clients", 2L));
  }

  @Test
  void sourcesAreLabelledAsGivenOrByTheirFolder() {
    assertThat(lake.rows("sources"))
        .extracting(row -> row.text("source"), row -> row.count("responses"))
        .containsExactly(tuple("main", 3L), tuple("server", 2L));
  }

  @Test
  void aModelWithoutAPriceIsCountedAndSaid() {
    assertThat(lake.sum("totals", "unpriced_responses")).isEqualTo(1);
    assertThat(lake.rows("alerts"))
        .filteredOn(row -> row.text("reason").equals("UNKNOWN_MODEL"))
        .extracting(row -> row.text("subject"))
        .containsExactly("some-model-of-our-own");
  }

  @Test
  void aWindowCutsTheTablesAndAFirstResponseInsideItIsTheFirst() {
    Path copy = folder.resolve("window");
    Ran.here(
            "nightly",
            "--config",
            folder.resolve("tokenlake.yaml"),
            "--lake",
            copy,
            "--since",
            "2026-01-12",
            "--until",
            "2026-01-31",
            "--quiet")
        .done();
    Lake window = new Lake(copy);

    assertThat(window.rows("usage"))
        .extracting(row -> row.text("response_key"))
        .containsExactly("msg_c", "msg_e");
    TableRow totals = window.rows("totals").get(0);
    assertThat(totals.count("sessions")).isEqualTo(2);
    assertThat(window.sum("weekly", "sessions")).isEqualTo(2);
    assertThat(totals.text("first_day")).isEqualTo("2026-01-12");
    // Both transcripts began before the window.
    assertThat(totals.count("session_files")).isZero();
  }
}
