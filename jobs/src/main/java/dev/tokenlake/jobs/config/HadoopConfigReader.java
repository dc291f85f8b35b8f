package dev.tokenlake.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the section {@code hadoop}: settings of the lake's storage, by the names Hadoop has. */
final class HadoopConfigReader {
  private static final List<String> PREFIXES =
      List.of("fs.", "dfs.", "ipc.", "hadoop.", "tokenlake.");

  private HadoopConfigReader() {}

  /** The settings; a value is never part of a problem, since it may be a secret. */
  static Map<String, String> read(ConfigSection hadoop) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : hadoop.keys()) {
      if (PREFIXES.stream().noneMatch(key::startsWith)) {
        hadoop.problem(
            "unknown key %s; known begin with %s".formatted(key, String.join(" ", PREFIXES)));
      } else {
        hadoop.required(key).ifPresent(value -> settings.put(key, value));
      }
    }
    return settings;
  }
}
