package dev.tokenlake.jobs.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The data files of a version, as the text of the commits up to it says. It is made without Delta,
 * which reads no commit that a checkpoint stands for.
 *
 * @param files bytes by folder and name
 */
record LogReplay(SortedMap<String, Long> files) {
  /** Before the first commit. */
  static final LogReplay EMPTY = new LogReplay(new TreeMap<>());

  private static final ObjectMapper JSON = new ObjectMapper();

  LogReplay {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** As Delta reads a version. */
  static LogReplay of(FactVersion version) {
    SortedMap<String, Long> files = new TreeMap<>();
    version.files().forEach(file -> files.put(key(file.part(), file.path().name()), file.bytes()));
    return new LogReplay(files);
  }

  /**
   * The actions of a commit.
   *
   * @throws IOException when its text is not that of a commit
   */
  static List<JsonNode> actions(Place commit) throws IOException {
    List<JsonNode> actions = new ArrayList<>();
    for (String line : new String(commit.read(), StandardCharsets.UTF_8).lines().toList()) {
      actions.add(JSON.readTree(line));
    }
    if (actions.stream().noneMatch(action -> action.has("commitInfo"))) {
      throw new IOException("No commit");
    }
    return actions;
  }

  /**
   * After a commit.
   *
   * @throws IllegalArgumentException when it says something that no commit does
   */
  LogReplay after(List<JsonNode> actions) {
    SortedMap<String, Long> after = new TreeMap<>(files);
    for (JsonNode action : actions) {
      if (action.has("remove") && after.remove(key(action.get("remove"))) == null) {
        throw new IllegalArgumentException("Removed what is not there");
      }
    }
    for (JsonNode action : actions) {
      if (action.has("add")) {
        after.put(key(action.get("add")), action.at("/add/size").asLong());
      }
    }
    return new LogReplay(after);
  }

  private static String key(JsonNode file) {
    String path = file.path("path").asText();
    Part part = Part.of(file.at("/partitionValues/" + Part.COLUMN).asText());
    String key = key(part, path.substring(path.lastIndexOf('/') + 1));
    if (!path.endsWith(key)) {
      throw new IllegalArgumentException("A file of another part");
    }
    return key;
  }

  private static String key(Part part, String name) {
    return part.folder() + "/" + name;
  }
}
