package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.Place;
import java.util.List;
import java.util.Optional;

/** How a lake says which of its generations is the published one. */
sealed interface Publication permits LinkedPublication {
  /** That of a lake. */
  static Publication of(LakeLayout lake) {
    return new LinkedPublication(lake);
  }

  /** The published generation; absent in a lake without a night. */
  Optional<Generation> current();

  /** Folder of the published tables, which stays the same when another is published meanwhile. */
  Optional<Place> tables();

  /** Every generation there is, by number; those of dead runs too. */
  List<Generation> all();

  /** Where a generation of this number is to be built. */
  Place fresh(long number);

  /** Makes a finished generation the one that readers see, in one step. */
  void publish(Generation generation);
}
