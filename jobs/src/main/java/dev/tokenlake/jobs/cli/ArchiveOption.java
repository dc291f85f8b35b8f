package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.config.ConfigFile;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** {@code --archive}: where the logs are. */
final class ArchiveOption {
  private static final Pattern LABELLED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._@-]*)=(.+)");

  /** Folders that every machine has alike, so that they tell nothing apart. */
  private static final Set<String> TELLS_NOTHING =
      Set.of(".claude", "projects", "claude", ".config");

  @Option(
      names = "--archive",
      arity = "1..*",
      paramLabel = "DIR",
      description =
          "Folders or packed folders of session logs, as PATH or LABEL=PATH, where the label names"
              + " a machine or user and is else the name of the folder. Default: $$CLAUDE_CONFIG_DIR,"
              + " else ~/.claude and ~/.config/claude as far as they are there")
  private List<String> archives = new ArrayList<>();

  /**
   * The archives with a label each.
   *
   * @throws ConfigException when one does not exist or two share a label
   */
  List<ArchiveRoot> roots(ConfigFile file) {
    List<String> given = archives.isEmpty() ? file.archives() : archives;
    if (given.isEmpty()) {
      given = defaults();
    }
    List<String> problems = new ArrayList<>();
    Map<Path, Optional<String>> labels = new LinkedHashMap<>();
    for (String text : given) {
      Matcher labelled = LABELLED.matcher(text);
      boolean hasLabel = labelled.matches() && !Files.exists(Path.of(text));
      Path path = Path.of(hasLabel ? labelled.group(2) : text);
      if (path.toString().isBlank()) {
        problems.add("An --archive is empty; it is to name a folder");
      } else if (!Files.exists(path)) {
        problems.add("No such archive: " + path);
      } else if (!Files.isReadable(path)) {
        problems.add("No right to read archive: " + path);
      }
      Optional<String> label = hasLabel ? Optional.of(labelled.group(1)) : Optional.empty();
      Optional<String> other = labels.put(path.toAbsolutePath().normalize(), label);
      if (other != null && !other.equals(label)) {
        problems.add("Archive given under two labels: " + path);
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return labelled(labels);
  }

  private static List<ArchiveRoot> labelled(Map<Path, Optional<String>> labels) {
    List<ArchiveRoot> roots = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (Map.Entry<Path, Optional<String>> entry : labels.entrySet()) {
      String label = entry.getValue().orElseGet(() -> nameOf(entry.getKey()));
      if (!used.add(label)) {
        throw new ConfigException(
            List.of("Two archives are labelled %s; write LABEL=PATH".formatted(label)));
      }
      roots.add(new ArchiveRoot(label, entry.getKey()));
    }
    return List.copyOf(roots);
  }

  /** The last part of a path that tells anything, whatever other archives there are. */
  private static String nameOf(Path path) {
    Path shown = path;
    while (shown.getNameCount() > 1 && TELLS_NOTHING.contains(shown.getFileName().toString())) {
      shown = shown.getParent();
    }
    return shown.getNameCount() == 0 ? "root" : shown.getFileName().toString();
  }

  private static List<String> defaults() {
    String configured = System.getenv("CLAUDE_CONFIG_DIR");
    if (configured != null && !configured.isBlank()) {
      return List.of(configured.split(","));
    }
    Path home = Path.of(System.getProperty("user.home"));
    Path usual = home.resolve(".claude");
    Path other = home.resolve(".config").resolve("claude");
    List<String> found = new ArrayList<>();
    if (Files.isDirectory(usual) || !Files.isDirectory(other)) {
      found.add(usual.toString());
    }
    if (Files.isDirectory(other)) {
      // The same user's, who is known by the first.
      found.add("config=" + other);
    }
    return found;
  }
}
