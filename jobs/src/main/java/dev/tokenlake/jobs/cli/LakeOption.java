package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.config.ConfigFile;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --lake}, for commands that read or write one. */
final class LakeOption {
  private static final String DEFAULT_LAKE = "lake";

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "Folder of the lake; made when missing. Default: ./lake")
  private Optional<Path> lake = Optional.empty();

  /** The lake to write to. */
  LakeLayout layout(ConfigFile file) {
    Path root = lake.or(() -> file.lake().map(Path::of)).orElse(Path.of(DEFAULT_LAKE));
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new ConfigException(List.of("--lake is a file, not a folder: " + root));
    }
    return new LakeLayout(root);
  }

  /** A lake that has been published. */
  LakeLayout existing() {
    LakeLayout layout = layout(ConfigFile.EMPTY);
    if (new Generations(layout).tables().isEmpty()) {
      throw new ConfigException(
          List.of("No tables in lake %s; run nightly first".formatted(layout.root())));
    }
    return layout;
  }
}
