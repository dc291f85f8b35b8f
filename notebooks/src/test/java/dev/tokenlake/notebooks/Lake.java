package dev.tokenlake.notebooks;

import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.show.StoredTable;
import dev.tokenlake.jobs.testing.Ran;
import java.nio.file.Path;

/** A lake made by the real command. */
record Lake(Path root) {

  /** One night over an archive. */
  static Lake ofNight(Path archive, Path root) {
    Ran.here("nightly", "--archive", archive, "--lake", root, "--quiet").done();
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
