package dev.tokenlake.parsing.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lines of one file, and the session and agent they are stamped with. */
final class Transcript {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String sessionId;
  private final String version;
  private final Optional<String> agentId;
  private final List<Stored> lines = new ArrayList<>();
  private long size;

  private record Stored(Line line, Optional<String> forkedFrom) {}

  Transcript(String sessionId, String version, Optional<String> agentId) {
    this.sessionId = sessionId;
    this.version = version;
    this.agentId = agentId;
  }

  void add(Line line) {
    add(line, Optional.empty());
  }

  /**
   * @param forkedFrom the session that a branch copied the line from
   */
  void add(Line line, Optional<String> forkedFrom) {
    lines.add(new Stored(line, forkedFrom));
    size += line.size();
  }

  List<Line> lines() {
    return lines.stream().map(Stored::line).toList();
  }

  int lineCount() {
    return lines.size();
  }

  /** About how many bytes it has so far. */
  long size() {
    return size;
  }

  /** When the last line was written. */
  long lastAt() {
    return lines.stream().mapToLong(stored -> stored.line().at()).max().orElseThrow();
  }

  /** The line as it stands in the file, without its newline. */
  byte[] render(int index) {
    Stored stored = lines.get(index);
    Line line = stored.line();
    return line.link().isEmpty()
        ? line.body()
        : Json.join(
            Json.object(json -> head(json, line.link().get())),
            line.body(),
            Json.object(json -> tail(json, line, stored.forkedFrom())));
  }

  static String timestamp(long at) {
    return TIMESTAMP.format(Instant.ofEpochMilli(at));
  }

  private void head(JsonGenerator json, Line.Link link) throws IOException {
    json.writeStringField("parentUuid", link.parent().orElse(null));
    json.writeBooleanField("isSidechain", agentId.isPresent());
    json.writeStringField("userType", "external");
    json.writeStringField("cwd", link.cwd());
    json.writeStringField("sessionId", sessionId);
    json.writeStringField("version", version);
    json.writeStringField("gitBranch", link.branch());
    if (agentId.isPresent()) {
      json.writeStringField("agentId", agentId.get());
    }
  }

  private static void tail(JsonGenerator json, Line line, Optional<String> forkedFrom)
      throws IOException {
    String uuid = line.link().orElseThrow().uuid();
    json.writeStringField("uuid", uuid);
    json.writeStringField("timestamp", timestamp(line.at()));
    if (forkedFrom.isPresent()) {
      json.writeObjectFieldStart("forkedFrom");
      json.writeStringField("sessionId", forkedFrom.get());
      json.writeStringField("messageUuid", uuid);
      json.writeEndObject();
    }
  }
}
