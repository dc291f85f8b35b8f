package dev.tokenlake.jobs.study;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits of forgotten days, which lie in no log, are not counted either. */
@Tag("slow")
class ForgottenCommitsTest {
  private static final String SESSION = "11111111-1111-4111-8111-111111111111";
  private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

  @TempDir private Path folder;

  private Path archive;
  private Path repository;
  private Lake lake;

  @Test
  void aForgottenDayHasNoCommits() throws IOException {
    archive = folder.resolve("archive");
    repository = folder.resolve("shop");
    lake = new Lake(folder.resolve("lake"));
    write(
        archive.resolve("projects/p/" + SESSION + ".jsonl"),
        response(SESSION, "a", "2026-03-05T08:00:00.000Z"));
    StudyRepository.write(
        List.of(
            new StudyArchive.Commits(DAY.minusDays(1), 2),
            new StudyArchive.Commits(DAY, 1),
            new StudyArchive.Commits(DAY.plusDays(1), 3)),
        repository);
    nightly();
    assertThat(commits()).isEqualTo(6);

    nightly("--forget-before", DAY);
    assertThat(commits()).isEqualTo(4);

    nightly();
    assertThat(commits()).isEqualTo(4);
    assertThat(Ran.here("verify", "--lake", lake.root(), "--repository", repository).done().out())
        .isEqualTo("sound\n");
  }

  private void nightly(Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = "--repository";
    all[1] = repository;
    System.arraycopy(more, 0, all, 2, more.length);
    lake.run("nightly", archive, all).done();
  }

  private long commits() {
    return lake.rows("weekly").stream().mapToLong(row -> row.count("commits")).sum();
  }
}
