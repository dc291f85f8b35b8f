package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.ingest.IngestFunnel;
import dev.tokenlake.jobs.rollup.TableDigest;
import java.util.Map;
import java.util.Optional;

/**
 * What a night did.
 *
 * @param funnel counts of the logs; absent when none were read
 * @param quarantined whether anything is refused of the logs that are there, tonight or before
 * @param tables digests by table; empty when none were made
 */
public record NightResult(
    Optional<IngestFunnel> funnel, boolean quarantined, Map<String, TableDigest> tables) {
  public NightResult {
    tables = Map.copyOf(tables);
  }
}
