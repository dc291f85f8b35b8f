package dev.tokenlake.jobs.cli;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What libraries say goes into the run's log, also when one of them was used before the run. */
class RepositoryLogTest {
  private static final String SESSION = "11111111-1111-4111-8111-111111111111";

  @TempDir private Path folder;

  @Test
  void aRunThatLooksAtARepositoryFirstLogsIntoTheLake() throws IOException {
    Path archive = folder.resolve("archive");
    write(
        archive.resolve("projects/p/" + SESSION + ".jsonl"),
        response(SESSION, "a", "2026-01-05T08:00:00.000Z"));
    Path lake = folder.resolve("lake");
    Path git = folder.resolve("shop");
    try (Repository repository = FileRepositoryBuilder.create(git.toFile())) {
      repository.create(true);
    }

    Ran ran =
        Ran.elsewhere(
                Ran.Jvm.USUAL,
                "ingest",
                "--archive",
                "m=" + archive,
                "--lake",
                lake,
                "--repository",
                git,
                "--quiet")
            .done();

    assertThat(ran.err()).isEmpty();
    try (Stream<Path> runs = Files.list(lake.resolve("runs"))) {
      List<String> names = runs.map(path -> path.getFileName().toString()).toList();
      assertThat(names).hasSize(2).anyMatch(name -> name.endsWith(".log"));
    }
  }
}
