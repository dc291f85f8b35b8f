package dev.tokenlake.jobs.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tokenlake.parsing.calendar.Phase;
import dev.tokenlake.parsing.calendar.Phases;
import dev.tokenlake.parsing.project.ProjectPath;
import dev.tokenlake.parsing.project.ProjectRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Reads a YAML configuration file strictly: an unknown key is an error, and all are told at once.
 */
public final class ConfigFileReader {
  private static final Set<String> KEYS =
      new TreeSet<>(
          Set.of(
              "archives",
              "lake",
              "scratch",
              "hadoop",
              "timezone",
              "week_start",
              "since",
              "until",
              "master",
              "phases",
              "projects",
              "groups",
              "repositories",
              "pricing",
              "forget_before",
              "forget_projects"));

  private final Path file;
  private final List<String> problems = new ArrayList<>();

  private ConfigFileReader(Path file) {
    this.file = file;
  }

  /**
   * The configuration in a file.
   *
   * @throws ConfigException when it cannot be read or says something wrong
   */
  public static ConfigFile read(Path file) {
    return new ConfigFileReader(file).read();
  }

  private ConfigFile read() {
    JsonNode root = parse();
    if (root.isMissingNode() || root.isNull()) {
      return ConfigFile.EMPTY;
    }
    if (!root.isObject()) {
      throw new ConfigException(List.of(file + ": expected keys and values"));
    }
    refuseOthers(root, KEYS, "");
    ConfigFile config =
        new ConfigFile(
            texts(root, "archives"),
            text(root, "lake", ""),
            text(root, "scratch", ""),
            text(root, "timezone", ""),
            text(root, "week_start", ""),
            text(root, "since", ""),
            text(root, "until", ""),
            text(root, "master", ""),
            phases(root),
            projects(root),
            groups(root),
            texts(root, "repositories").stream().map(Path::of).toList(),
            PricingConfigReader.read(file.toString(), root.path("pricing"), problems),
            text(root, "forget_before", ""),
            texts(root, "forget_projects"),
            HadoopConfigReader.read(file.toString(), root.path("hadoop"), problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  private JsonNode parse() {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            // Money is exact from the file on.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    try {
      return mapper.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          List.of(
              "%s:%d: no valid YAML: %s"
                  .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage())));
    } catch (IOException e) {
      throw new ConfigException(List.of("Cannot read configuration " + file));
    }
  }

  private List<Phase> phases(JsonNode root) {
    List<Phase> phases = new ArrayList<>();
    each(
        root,
        "phases",
        Set.of("name", "from", "to"),
        node ->
            phases.add(
                new Phase(
                    text(node, "name", "phases").orElse(""),
                    date(node, "from"),
                    date(node, "to"))));
    try {
      return new Phases(phases).phases();
    } catch (IllegalArgumentException e) {
      problems.add(file + ": " + e.getMessage());
      return List.of();
    }
  }

  private List<ProjectRule> projects(JsonNode root) {
    List<ProjectRule> rules = new ArrayList<>();
    each(
        root,
        "projects",
        Set.of("path", "name"),
        node ->
            rules.add(
                new ProjectRule(
                    ProjectPath.of(text(node, "path", "projects").orElse("")),
                    text(node, "name", "projects").orElse(""))));
    return rules;
  }

  private Map<String, String> groups(JsonNode root) {
    Map<String, String> groups = new LinkedHashMap<>();
    each(
        root,
        "groups",
        Set.of("name", "projects"),
        node -> {
          String group = text(node, "name", "groups").orElse("");
          for (String project : texts(node, "projects")) {
            String other = groups.putIfAbsent(project, group);
            if (other != null && !other.equals(group)) {
              problems.add(
                  "%s: project %s is in groups %s and %s".formatted(file, project, other, group));
            }
          }
        });
    return groups;
  }

  private void each(JsonNode root, String key, Set<String> keys, Consumer<JsonNode> take) {
    JsonNode list = root.path(key);
    if (list.isMissingNode() || list.isNull()) {
      return;
    }
    if (!list.isArray()) {
      problems.add("%s: %s is no list".formatted(file, key));
      return;
    }
    for (JsonNode node : list) {
      refuseOthers(node, keys, key + ".");
      try {
        take.accept(node);
      } catch (IllegalArgumentException e) {
        problems.add("%s: %s: %s".formatted(file, key, e.getMessage()));
      }
    }
  }

  private void refuseOthers(JsonNode node, Set<String> keys, String prefix) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.contains(name)) {
        problems.add(
            "%s: unknown key %s%s; known are %s"
                .formatted(file, prefix, name, String.join(", ", new TreeSet<>(keys))));
      }
    }
  }

  private Optional<String> text(JsonNode node, String key, String within) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      if (!within.isEmpty()) {
        problems.add("%s: %s without %s".formatted(file, within, key));
      }
      return Optional.empty();
    }
    return Optional.of(value.asText());
  }

  private List<String> texts(JsonNode node, String key) {
    List<String> texts = new ArrayList<>();
    JsonNode list = node.path(key);
    if (list.isTextual()) {
      texts.add(list.asText());
    } else {
      list.forEach(item -> texts.add(item.asText()));
    }
    return texts;
  }

  private Optional<LocalDate> date(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(value.asText()));
    } catch (DateTimeParseException e) {
      problems.add("%s: %s is no date (YYYY-MM-DD): %s".formatted(file, key, value.asText()));
      return Optional.empty();
    }
  }
}
