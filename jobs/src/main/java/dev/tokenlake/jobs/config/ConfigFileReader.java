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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

  private final ConfigSection keys;

  private ConfigFileReader(ConfigSection keys) {
    this.keys = keys;
  }

  /**
   * The configuration in a file.
   *
   * @throws ConfigException when it cannot be read or says something wrong
   */
  public static ConfigFile read(Path file) {
    List<String> problems = new ArrayList<>();
    ConfigFile config =
        new ConfigFileReader(ConfigSection.ofFile(file.toString(), parse(file), problems)).read();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  private static JsonNode parse(Path file) {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            // Money is exact from the file on.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    try {
      return mapper.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      // What the parser says may quote the line, in which a secret may stand.
      throw new ConfigException(
          List.of(
              "%s:%d:%d: no valid YAML, or a key twice"
                  .formatted(file, e.getLocation().getLineNr(), e.getLocation().getColumnNr())));
    } catch (IOException e) {
      throw new ConfigException(List.of("Cannot read configuration " + file));
    }
  }

  private ConfigFile read() {
    keys.allow(KEYS);
    return new ConfigFile(
        keys.texts("archives"),
        keys.text("lake"),
        keys.text("scratch"),
        keys.text("timezone"),
        keys.text("week_start"),
        keys.text("since"),
        keys.text("until"),
        keys.text("master"),
        phases(),
        projects(),
        groups(),
        keys.texts("repositories").stream().map(Path::of).toList(),
        PricingConfigReader.read(keys.section("pricing")),
        keys.text("forget_before"),
        keys.texts("forget_projects"),
        HadoopConfigReader.read(keys.section("hadoop")));
  }

  private List<Phase> phases() {
    List<Phase> phases = new ArrayList<>();
    for (ConfigSection phase : keys.each("phases")) {
      phase.allow(Set.of("name", "from", "to"));
      phase
          .required("name")
          .flatMap(name -> phase.make(() -> new Phase(name, phase.date("from"), phase.date("to"))))
          .ifPresent(phases::add);
    }
    return keys.make(() -> new Phases(phases).phases()).orElse(List.of());
  }

  private List<ProjectRule> projects() {
    List<ProjectRule> rules = new ArrayList<>();
    for (ConfigSection project : keys.each("projects")) {
      project.allow(Set.of("path", "name"));
      Optional<String> path = project.required("path");
      Optional<String> name = project.required("name");
      if (path.isPresent() && name.isPresent()) {
        project
            .make(() -> new ProjectRule(ProjectPath.of(path.get()), name.get()))
            .ifPresent(rules::add);
      }
    }
    return rules;
  }

  private Map<String, String> groups() {
    Map<String, String> groups = new LinkedHashMap<>();
    for (ConfigSection group : keys.each("groups")) {
      group.allow(Set.of("name", "projects"));
      String name = group.required("name").orElse("");
      for (String project : group.texts("projects")) {
        String other = groups.putIfAbsent(project, name);
        if (other != null && !other.equals(name)) {
          keys.problem("project %s is in groups %s and %s".formatted(project, other, name));
        }
      }
    }
    return groups;
  }
}
