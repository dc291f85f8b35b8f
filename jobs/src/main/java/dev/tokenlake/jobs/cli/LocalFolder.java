package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder on this machine, there or not, that runs work in. */
final class LocalFolder {
  /**
   * What no folder above or of it may have in its name: Spark parts folders of scratch space at the
   * first, Hadoop takes the second for a slash, and both replace what the third begins.
   */
  private static final List<String> NOT_TAKEN = List.of(",", "\\", "${");

  /** What Hadoop takes for a pattern, in which it takes a colon for the end of a scheme. */
  private static final Pattern PATTERN_WITH_COLON =
      Pattern.compile("(?=.*([\\[\\]{}*?])).*:.*", Pattern.DOTALL);

  private LocalFolder() {}

  /**
   * The folder that an option names.
   *
   * @throws ConfigException when it cannot be one
   */
  static Path of(String option, String location) {
    // The folder that an empty name stands for is the one that the command was given in.
    if (location.isBlank()) {
      throw wrong(option + " is empty; it is to name a folder");
    }
    Path folder;
    try {
      folder = Path.of(location).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw wrong(option + " is no valid path");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw wrong("%s is a file, not a folder: %s".formatted(option, location));
    }
    notTaken(folder.toString())
        .ifPresent(
            text -> {
              throw wrong(
                  "%s has %s in its path, which Spark cannot take: %s"
                      .formatted(option, text, folder));
            });
    return folder;
  }

  private static Optional<String> notTaken(String path) {
    Matcher both = PATTERN_WITH_COLON.matcher(path);
    return NOT_TAKEN.stream()
        .filter(text -> !text.equals(File.separator))
        .filter(path::contains)
        .findFirst()
        .or(() -> both.matches() ? Optional.of(both.group(1) + " beside :") : Optional.empty());
  }

  private static ConfigException wrong(String problem) {
    return new ConfigException(List.of(problem));
  }
}
