package dev.tokenlake.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the section {@code hadoop}: settings of the lake's storage, by the names Hadoop has. */
final class HadoopConfigReader {
  private static final List<String> PREFIXES =
      List.of("fs.", "dfs.", "ipc.", "hadoop.", "tokenlake.");

  private HadoopConfigReader() {}

  /** The settings; a value is never part of a problem, since it may be a secret. */
  static Map<String, String> read(String file, JsonNode section, List<String> problems) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (section.isMissingNode() || section.isNull()) {
      return settings;
    }
    if (!section.isObject()) {
      problems.add(file + ": hadoop: expected keys and values");
      return settings;
    }
    section
        .properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (PREFIXES.stream().noneMatch(key::startsWith)) {
                problems.add(
                    "%s: hadoop: unknown key %s; known begin with %s"
                        .formatted(file, key, String.join(" ", PREFIXES)));
              } else if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                problems.add("%s: hadoop: %s is no single value".formatted(file, key));
              } else {
                settings.put(key, entry.getValue().asText());
              }
            });
    return settings;
  }
}
