package dev.tokenlake.jobs;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import dev.tokenlake.jobs.testing.Traces;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of what {@link ForgetTest} and {@link ForgottenEarlierTest} look at closely. */
class ForgottenNowhereTest {
  private static final String OPEN = "11111111-1111-4111-8111-111111111111";
  private static final String SECRET = "22222222-2222-4222-8222-222222222222";
  private static final String MODEL = "claude-sonnet-4-5-20250929";

  @TempDir private Path folder;

  @Test
  void aForgottenProjectIsInNoFileAndNotToBeRestored() {
    Path archive = folder.resolve("archive");
    Lake lake = new Lake(folder.resolve("lake"));
    write(
        archive.resolve("projects/p/" + OPEN + ".jsonl"),
        response(OPEN, "open", "2026-01-05T08:00:00.000Z"));
    nightly(archive, lake);
    write(
        archive.resolve("projects/s/" + SECRET + ".jsonl"),
        response(SECRET, "hidden", "2026-01-06T08:00:00.000Z", MODEL, "/home/dev/private/part"));
    nightly(archive, lake);
    // The latest facts know nothing of the project any more, only those of the second night do.
    Ran.here("restore", "--to", 1, "--lake", lake.root()).done();
    assertThat(Traces.of(lake, "msg_hidden")).isNotEmpty();

    nightly(archive, lake, "--forget-project", "/home/dev/private");

    assertThat(lake.rows("usage"))
        .singleElement()
        .satisfies(row -> assertThat(row.text("response_key")).isEqualTo("msg_open"));
    assertThat(Traces.of(lake, "msg_hidden", "req_hidden", "/home/dev/private/part")).isEmpty();
    assertThat(Ran.here("restore", "--to", 2, "--lake", lake.root()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(Ran.here("history", "--lake", lake.root(), "--format", "csv").done().out().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("4,");
    Ran.here("verify", "--lake", lake.root(), "--quiet").done();
  }

  private static void nightly(Path archive, Lake lake, String... more) {
    lake.run("nightly", archive, (Object[]) more).done();
  }
}
