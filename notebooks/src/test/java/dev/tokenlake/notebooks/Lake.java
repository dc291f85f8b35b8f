package dev.tokenlake.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.Launcher;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.show.StoredTable;
import java.nio.file.Path;

/** A lake made by the real command. */
record Lake(Path root) {

  /** One night over an archive. */
  static Lake ofNight(Path archive, Path root) {
    assertThat(
            Launcher.run(
                "nightly", "--archive", archive.toString(), "--lake", root.toString(), "--quiet"))
        .as("exit code of nightly")
        .isZero();
    return new Lake(root);
  }

  StoredTable table(String name) {
    return StoredTable.read(new LakeLayout(root), name);
  }

  /** The folder of a table, as a reader would name it. */
  Path folder(String table) {
    return root.resolve("tables").resolve(table);
  }
}
