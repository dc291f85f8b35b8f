package dev.tokenlake.jobs.study;

import dev.tokenlake.jobs.study.StudyCells.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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
  private final List<Response> responses = new ArrayList<>();

  /** Tokens of one response. */
  record Response(Release release, long input, long output, long cacheWrite, long cacheRead) {}

  StudySession(int number, LocalDate day) {
    this.number = number;
    this.day = day;
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
    Files.writeString(folder.resolve(id() + ".jsonl"), main, StandardCharsets.UTF_8);
    if (agent.length() > 0) {
      Path agents = Files.createDirectories(folder.resolve(id()).resolve("subagents"));
      Files.writeString(agents.resolve("agent-" + agentId() + ".jsonl"), agent);
    }
  }

  private void append(StringBuilder lines, int index, boolean byAgent) {
    Response response = responses.get(index);
    if (index % SEVERAL_LINES_EVERY == 0) {
      lines.append(head(3 * index + 1, byAgent)).append(message(index, response, 1, false));
    }
    lines
        .append(head(3 * index + 2, byAgent))
        .append(message(index, response, response.output(), true));
  }

  /** What every record begins with. */
  private String head(int record, boolean byAgent) {
    Instant at = day.atTime(LocalTime.of(8, 0)).toInstant(ZoneOffset.UTC).plusSeconds(record * 7L);
    return "{\"parentUuid\":null,\"isSidechain\":%s,\"cwd\":\"%s\",\"sessionId\":\"%s\",%s"
            .formatted(
                byAgent,
                PLACES.get(number % PLACES.size()),
                id(),
                byAgent ? "\"agentId\":\"" + agentId() + "\"," : "")
        + "\"version\":\"2.1.72\",\"uuid\":\"%s\",\"timestamp\":\"%s\","
            .formatted(uuid(number + "/" + record), at.toString().replace("Z", ".000Z"));
  }

  private String message(int index, Response response, long output, boolean last) {
    boolean brief = response.release() == Release.HAIKU_4_5;
    return ("\"requestId\":\"req_011C%020d\",\"type\":\"assistant\",\"message\":{\"id\":\"msg_01%022d\","
            + "\"role\":\"assistant\",\"model\":\"%s\",\"content\":[],\"stop_reason\":%s,"
            + "\"usage\":{\"input_tokens\":%d,\"output_tokens\":%d,\"cache_read_input_tokens\":%d,"
            + "\"cache_creation_input_tokens\":%d,\"cache_creation\":{"
            + "\"ephemeral_5m_input_tokens\":%d,\"ephemeral_1h_input_tokens\":%d}}}}\n")
        .formatted(
            number * 10_000L + index,
            number * 10_000L + index,
            response.release().logged,
            last ? "\"end_turn\"" : "null",
            response.input(),
            output,
            response.cacheRead(),
            response.cacheWrite(),
            brief ? response.cacheWrite() : 0,
            brief ? 0 : response.cacheWrite());
  }

  private String id() {
    return uuid("session " + number);
  }

  private String agentId() {
    return "a%016x".formatted(number);
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
