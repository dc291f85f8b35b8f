package dev.tokenlake.jobs.config;

import dev.tokenlake.jobs.lake.LakeLock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the section {@code hadoop}: settings of the lake's storage, by the names Hadoop has, and
 * {@link LakeLock#LEASE_SECONDS}.
 */
final class HadoopConfigReader {
  private static final List<String> PREFIXES = List.of("fs.", "dfs.", "ipc.", "hadoop.");

  private HadoopConfigReader() {}

  /** The settings; a value is never part of a problem, since it may be a secret. */
  static Map<String, String> read(ConfigSection hadoop) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : hadoop.keys()) {
      if (!key.equals(LakeLock.LEASE_SECONDS) && PREFIXES.stream().noneMatch(key::startsWith)) {
        hadoop.problem(
            "unknown key %s; known are %s, and what begins with %s"
                .formatted(key, LakeLock.LEASE_SECONDS, String.join(" ", PREFIXES)));
      } else {
        hadoop.required(key).ifPresent(value -> settings.put(key, value));
      }
    }
    String lease = settings.getOrDefault(LakeLock.LEASE_SECONDS, "1");
    if (!lease.matches("[1-9][0-9]{0,5}")) {
      hadoop.problem(LakeLock.LEASE_SECONDS + " is no number of seconds from 1 to 999999");
    }
    return settings;
  }
}
