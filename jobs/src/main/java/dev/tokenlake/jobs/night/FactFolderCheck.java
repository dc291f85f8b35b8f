package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactVersion;
import java.util.ArrayList;
import java.util.List;

/** Finds files in the folder of the facts that none of the facts that are kept has. */
final class FactFolderCheck {
  private FactFolderCheck() {}

  /**
   * What belongs to nothing that is kept.
   *
   * @param lost whether facts are lost that these files may be of
   */
  static List<Finding> of(FactBase base, List<FactVersion> kept, boolean lost) {
    List<Finding> findings = new ArrayList<>();
    String fate =
        lost
            ? "belongs to no facts that are known; it may be of those that are lost"
            : "belongs to no facts; the next night removes it";
    for (Place stray : base.strays(kept)) {
      findings.add(new Finding(stray.location(), Finding.ORPHAN, fate));
    }
    for (Place unknown : base.unknown()) {
      findings.add(
          new Finding(unknown.location(), Finding.ORPHAN, "is nothing of a table of facts"));
    }
    return findings;
  }
}
