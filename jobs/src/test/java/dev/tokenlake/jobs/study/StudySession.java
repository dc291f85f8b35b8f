package dev.tokenlake.jobs.study;

import dev.tokenlake.jobs.study.StudyCells.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One session of the study archive: a prompt and its responses, in as few bytes as will do. */
final class StudySession {

  private static final List<String> PLACES =
      List.of("/home/dev/work/shop", "/home/dev/work/api", "/home/dev/clients/api", "/srv/tools");

  private static final int AGENT_EVERY = 10;
  private static final int SEVERAL_LINES_EVERY = 4;

  private final int number;
  private final LocalDate day;
  private final String id;
  private final List<Response> responses = new ArrayList<>();

  /** Tokens of one response. */
  record Response(Release release, long input, long output, long cacheWrite, long cacheRead) {}

  StudySession(int number, LocalDate day) {
    this.number = number;
    this.day = day;
    this.id = uuid("session " + number);
  }

  LocalDate day() {
    return day;
  }

  void add(Response response) {
    responses.add(response);
  }

  /**
   * Writes its transcript, and that of an agent in every tenth session that used the least model.
   */
  void write(Path out) throws IOException {
    String cwd = PLACES.get(number % PLACES.size());
    Path folder = out.resolve("projects").resolve(cwd.replace('/', '-'));
    Files.createDirectories(folder);
    StringBuilder main = new StringBuilder();
    StringBuilder agent = new StringBuilder();
    main.append(head(0, false))
        .append("\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":\"lorem\"}}\n");
    for (int i = 0; i < responses.size(); i++) {
      boolean byAgent =
          number % AGENT_EVERY == 0 && responses.get(i).release() == Release.HAIKU_4_5;
      append(byAgent ? agent : main, i, byAgent);
    }
    Files.writeString(folder.resolve(id + ".jsonl"), main, StandardCharsets.UTF_8);
    if (agent.length() > 0) {
      Path agents = Files.createDirectories(folder.resolve(id).resolve("subagents"));
      Files.writeString(agents.resolve("agent-" + agentId() + ".jsonl"), agent);
    }
  }

  private void append(StringBuilder lines, int index, boolean byAgent) {
    Response response = responses.get(index);
    if (index % SEVERAL_LINES_EVERY == 0) {
      lines.append(head(3 * index + 1, byAgent));
      appendMessage(lines, index, response, 1, false);
    }
    lines.append(head(3 * index + 2, byAgent));
    appendMessage(lines, index, response, response.output(), true);
  }

  /** What every record begins with. */
  private String head(int record, boolean byAgent) {
    Instant at = day.atTime(8, 0).toInstant(ZoneOffset.UTC).plusSeconds(record * 7L);
    return "{\"parentUuid\":null,\"isSidechain\":"
        + byAgent
        + ",\"cwd\":\""
        + PLACES.get(number % PLACES.size())
        + "\",\"sessionId\":\""
        + id
        + (byAgent ? "\",\"agentId\":\"" + agentId() : "")
        + "\",\"version\":\"2.1.72\",\"uuid\":\""
        + uuid(number + "/" + record)
        + "\",\"timestamp\":\""
        + at.toString().replace("Z", ".000Z")
        + "\",";
  }

  private void appendMessage(
      StringBuilder lines, int index, Response response, long output, boolean last) {
    String serial = String.valueOf(1_000_000_000_000L + number * 10_000L + index);
    lines
        .append("\"requestId\":\"req_011C0000000")
        .append(serial)
        .append("\",\"type\":\"assistant\",\"message\":{\"id\":\"msg_01000000000")
        .append(serial)
        .append("\",\"role\":\"assistant\",\"model\":\"")
        .append(response.release().logged)
        .append("\",\"content\":[],\"stop_reason\":")
        .append(last ? "\"end_turn\"" : "null")
        .append(",\"usage\":{\"input_tokens\":")
        .append(response.input())
        .append(",\"output_tokens\":")
        .append(output)
        .append(",\"cache_read_input_tokens\":")
        .append(response.cacheRead())
        .append(",\"cache_creation_input_tokens\":")
        .append(response.cacheWrite())
        .append("}}}\n");
  }

  private String agentId() {
    return "a%016x".formatted(number);
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
