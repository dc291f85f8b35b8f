package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.config.ConfigFile;
import dev.tokenlake.jobs.config.ConfigFileReader;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --lake} and what is needed to reach it, for commands that read or write one. */
final class LakeOption {
  private static final String DEFAULT_LAKE = "lake";

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description =
          "Folder of the lake, s3a://bucket/folder or hdfs://host:port/folder; made when missing."
              + " Default: ./lake")
  private Optional<String> lake = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "YAML file: every option here, and phases, projects, groups, repositories, pricing,"
              + " hadoop.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description =
          "Folder on this machine for temporary files when the lake lies elsewhere. Default: the"
              + " system's; a lake on this machine holds its own.")
  private Optional<String> scratch = Optional.empty();

  /** The configuration file, or one that says nothing. */
  ConfigFile file() {
    return config.map(ConfigFileReader::read).orElse(ConfigFile.EMPTY);
  }

  /** The lake to write to. */
  LakeLayout layout(ConfigFile file) {
    String location = lake.or(file::lake).orElse(DEFAULT_LAKE);
    if (Place.isRemote(location)) {
      String local =
          scratch.or(file::scratch).orElseGet(() -> System.getProperty("java.io.tmpdir"));
      return new LakeLayout(
          Place.of(checked(location), file.hadoop()), LocalFolder.of("--scratch", local));
    }
    if (location.contains("://")) {
      throw new ConfigException(
          List.of("--lake is a folder, s3a://bucket/folder or hdfs://host:port/folder"));
    }
    return new LakeLayout(LocalFolder.of("--lake", location));
  }

  /** A folder of a bucket or name node; who may read it is told elsewhere, not in its name. */
  private static String checked(String location) {
    URI uri;
    try {
      uri = URI.create(location);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of("--lake is no valid URI"));
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new ConfigException(
          List.of("--lake has more than host and folder; credentials belong to Hadoop's settings"));
    }
    if (uri.getPath().replace("/", "").isEmpty()) {
      throw new ConfigException(List.of("--lake names no folder: " + location));
    }
    return location;
  }

  /** A lake that has been published. */
  LakeLayout existing() {
    LakeLayout layout = layout(file());
    LakeFormat.check(layout);
    if (new Generations(layout).tables().isEmpty()) {
      throw new ConfigException(
          List.of("No tables in lake %s; run nightly first".formatted(layout.root())));
    }
    return layout;
  }
}
