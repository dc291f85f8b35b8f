package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.util.List;
import java.util.Optional;

/** How a lake says which of its generations is the published one. */
sealed interface Publication permits LinkedPublication, PointedPublication {
  /** Generations that are kept so that a reader in the middle of a read is not broken. */
  int KEPT = 7;

  /** That of a lake. */
  static Publication of(LakeLayout lake) {
    return lake.root() instanceof LocalPlace
        ? new LinkedPublication(lake)
        : new PointedPublication(lake);
  }

  /** The published generation; absent in a lake without a night. */
  Optional<Generation> current();

  /** Folder of the published tables, which stays the same when another is published meanwhile. */
  Optional<Place> tables();

  /**
   * Every generation that is kept, by number. Where nothing says which one is published, every one
   * that is whole, since any of them may have been.
   */
  List<Generation> all();

  /**
   * Folders of generations that were never published, or that no reader can still need. Where
   * nothing says which one is published, no whole one is among them.
   */
  List<Place> leftovers();

  /** What is wrong with how the lake says which one is published. */
  List<Finding> findings();

  /**
   * Makes sure that no run that lost the lake, and does not know it yet, can still publish; to be
   * done before what it built is removed.
   */
  void fence();

  /** Where a generation of this number is to be built. */
  Place fresh(long number);

  /**
   * Makes a finished generation the one that readers see, in one step; it may be the one that is.
   *
   * @param check makes sure that the lake is still held, as close to that step as can be
   */
  void publish(Generation generation, Runnable check);
}
