package dev.tokenlake.jobs.rollup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a rollup wrote.
 *
 * @param digests of each table, by name, in the order of the tables
 * @param takenOver files of the generation that are those of the earlier one, by the same names
 */
public record Rollup(Map<String, TableDigest> digests, Set<String> takenOver) {
  public Rollup {
    digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
    takenOver = Set.copyOf(takenOver);
  }
}
