package dev.tokenlake.jobs.lake;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs need nothing but the lake to write to: no temporary files, home or current folder. */
class TemporaryFilesTest {
  private static final String SESSION = "11111111-1111-4111-8111-111111111111";

  /** Who makes or removes anything in a folder changes its time. */
  private static final FileTime UNTOUCHED = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir private Path folder;

  private Path archive;
  private Path lake;
  private Path here;

  @BeforeEach
  void anArchive() throws IOException {
    archive = folder.resolve("archive");
    lake = folder.resolve("lake");
    here = Files.createDirectories(folder.resolve("here"));
    write(log("1"), response(SESSION, "a", "2026-01-05T08:00:00.000Z"));
  }

  /** Of the runs, every other is on a system whose folder for such files is missing. */
  @Test
  void nothingIsMadeOutsideTheLakeAndNothingElseIsNeeded() throws IOException {
    Path none = folder.resolve("none");
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    Files.setLastModifiedTime(temporary, UNTOUCHED);
    Files.setLastModifiedTime(here, UNTOUCHED);

    run(temporary, "nightly", "--archive", "m=" + archive, "--lake", lake);
    write(log("2"), response(SESSION.replace('1', '2'), "b", "2026-01-06T08:00:00.000Z"));
    run(none, "nightly", "--archive", "m=" + archive, "--lake", lake);
    run(temporary, "verify", "--lake", lake);
    assertThat(run(none, "show", "usage", "--lake", lake).out()).contains("msg_a", "msg_b");
    run(temporary, "restore", "--to", 1, "--lake", lake);
    run(none, "history", "--lake", lake);

    assertThat(Files.getLastModifiedTime(temporary)).isEqualTo(UNTOUCHED);
    assertThat(Files.getLastModifiedTime(here)).isEqualTo(UNTOUCHED);
    assertThat(none).doesNotExist();
    assertThat(lake.resolve(".work")).doesNotExist();
  }

  private Ran run(Path temporary, Object... args) {
    String shell = "cd '%s' && HOME='%s' exec \"$@\"".formatted(here, here);
    return Ran.elsewhere(
            new Ran.Jvm(
                List.of("sh", "-c", shell, "sh"),
                List.of(),
                List.of("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + here)),
            args)
        .done();
  }

  private Path log(String number) {
    return archive.resolve("projects/p/" + SESSION.replace("1", number) + ".jsonl");
  }
}
