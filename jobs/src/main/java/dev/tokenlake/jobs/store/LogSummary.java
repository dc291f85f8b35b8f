package dev.tokenlake.jobs.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What Delta notes of a version beside its commit. It goes on from the note before and counts a
 * file that is added once more as another one, so notes are compared with each other.
 *
 * @param files data files
 * @param bytes of them
 */
record LogSummary(long files, long bytes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a note; absent where there is none, or none of files.
   *
   * @throws IOException when it is not JSON
   */
  static Optional<LogSummary> of(Place file) throws IOException {
    if (!file.isFile()) {
      return Optional.empty();
    }
    JsonNode said = JSON.readTree(file.read());
    JsonNode files = said.path("numFiles");
    JsonNode bytes = said.path("tableSizeBytes");
    return files.isNumber() && bytes.isNumber()
        ? Optional.of(new LogSummary(files.asLong(), bytes.asLong()))
        : Optional.empty();
  }

  /** The next note. */
  LogSummary after(List<JsonNode> actions) {
    long nextFiles = files;
    long nextBytes = bytes;
    for (JsonNode action : actions) {
      nextFiles += (action.has("add") ? 1 : 0) - (action.has("remove") ? 1 : 0);
      nextBytes += action.at("/add/size").asLong() - action.at("/remove/size").asLong();
    }
    return new LogSummary(nextFiles, nextBytes);
  }
}
