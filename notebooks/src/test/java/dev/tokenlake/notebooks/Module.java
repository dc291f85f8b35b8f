package dev.tokenlake.notebooks;

import java.nio.file.Path;

/** Where this module's things lie. Maven runs its tests in its folder. */
final class Module {

  /** Notebooks, and what they import. */
  static final Path FOLDER = Path.of("").toAbsolutePath();

  static final Path TARGET = FOLDER.resolve("target");

  private Module() {}
}
