package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.place.Place;
import java.util.List;
import java.util.Objects;

/**
 * Tables of an earlier night that were made under the same options from the same facts but some.
 *
 * @param generation that holds them
 * @param state what is known of them
 * @param fresh files of facts that came after
 * @param changed inputs whose older facts count otherwise since
 */
public record Earlier(
    Generation generation, RollupState state, List<Place> fresh, List<InputName> changed) {
  public Earlier {
    Objects.requireNonNull(generation, "generation");
    Objects.requireNonNull(state, "state");
    fresh = List.copyOf(fresh);
    changed = List.copyOf(changed);
  }
}
