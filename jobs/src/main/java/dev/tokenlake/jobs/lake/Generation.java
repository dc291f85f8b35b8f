package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.Place;

/**
 * A set of tables that belong together.
 *
 * @param number from 1, growing
 */
public record Generation(long number, Place root) {
  /** Tables of this generation. */
  public Place tables() {
    return root.resolve("tables");
  }

  /** Whether it was built to its end: its manifest is written last. */
  boolean isWhole() {
    return root.resolve(GenerationManifest.NAME).isFile();
  }
}
