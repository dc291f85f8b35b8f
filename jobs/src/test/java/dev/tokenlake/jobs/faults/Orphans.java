package dev.tokenlake.jobs.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.jobs.testing.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a dead run left in a lake, and no run has removed. */
final class Orphans {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Orphans() {}

  /** Files and folders that no run needs, by path in the lake. */
  static List<String> of(Lake lake) {
    Path root = lake.root();
    List<String> orphans = new ArrayList<>();
    Set<Path> known = committed(root.resolve("facts"));
    for (Path path : all(root)) {
      String name = root.relativize(path).toString();
      boolean scratch = name.startsWith(".work/") || name.endsWith(".next") || name.contains("tmp");
      boolean unknownFacts =
          name.startsWith("facts/part=") && Files.isRegularFile(path) && !known.contains(path);
      boolean unfinishedTables =
          name.matches("\\.generations/\\d+") && !Files.exists(path.resolve("generation.json"));
      if (scratch || unknownFacts || unfinishedTables) {
        orphans.add(name);
      }
    }
    return orphans;
  }

  /** Data files that some commit added. */
  private static Set<Path> committed(Path facts) {
    Set<Path> files = new TreeSet<>();
    for (Path file : all(facts.resolve("_delta_log"))) {
      if (file.toString().endsWith(".json")) {
        try (Stream<String> lines = Files.lines(file)) {
          for (String line : lines.toList()) {
            JsonNode path = JSON.readTree(line).at("/add/path");
            if (!path.isMissingNode()) {
              files.add(facts.resolve(URI.create(path.asText()).getPath()));
            }
          }
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot read " + file, e);
        }
      }
    }
    return files;
  }

  private static List<Path> all(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }
}
