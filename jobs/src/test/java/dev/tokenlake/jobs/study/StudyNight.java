package dev.tokenlake.jobs.study;

import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A night over the logs and the commits of the study, with its phases. */
public final class StudyNight {
  private static final String PHASES =
      """
      phases:
        - {name: Heavy Lifting, from: 2026-01-05, to: 2026-01-25}
        - {name: The Pivot, from: 2026-01-26, to: 2026-02-08}
        - {name: The Payoff, from: 2026-02-09, to: 2026-03-08}
      """;

  private StudyNight() {}

  /** The lake it leaves; all of it lies in a folder. */
  public static Lake in(Path folder) throws IOException {
    StudyArchive study = new StudyArchive();
    Path archive = folder.resolve("archive");
    study.write(archive);
    Path repository = folder.resolve("shop");
    StudyRepository.write(study.commits(), repository);
    Path config = Files.writeString(folder.resolve("tokenlake.yaml"), PHASES);
    Lake lake = new Lake(folder.resolve("lake"));
    Ran.here(
            "nightly",
            "--archive",
            archive,
            "--lake",
            lake.root(),
            "--config",
            config,
            "--repository",
            repository,
            "--quiet")
        .done();
    return lake;
  }
}
