package dev.tokenlake.jobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines as Claude Code writes them, each with its newline, and files of them. */
public final class LogLines {
  /** Directory that every line of a session names unless it says otherwise. */
  public static final String CWD = "/home/dev/work/shop";

  private LogLines() {}

  /** A prompt of a person. */
  public static String prompt(String session, String at, String text) {
    return head(session, at, CWD, "user", "u-" + session + at)
        + "\"message\":{\"role\":\"user\",\"content\":\""
        + text
        + "\"}}\n";
  }

  /** A response, told whole by one line: 10 tokens in, 20 out, 30 written, 40 read. */
  public static String response(String session, String id, String at) {
    return response(session, id, at, "claude-sonnet-4-5-20250929", CWD);
  }

  /** A response, told whole by one line: 10 tokens in, 20 out, 30 written, 40 read. */
  public static String response(String session, String id, String at, String model, String cwd) {
    return head(session, at, cwd, "assistant", "u-" + id)
        + "\"requestId\":\"req_"
        + id
        + "\",\"message\":{\"id\":\"msg_"
        + id
        + "\",\"role\":\"assistant\",\"model\":\""
        + model
        + "\",\"content\":[],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":10,"
        + "\"output_tokens\":20,\"cache_creation_input_tokens\":30,\"cache_read_input_tokens\":40,"
        + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":30,"
        + "\"ephemeral_1h_input_tokens\":0}}}}\n";
  }

  /** Writes a file and the folders above it. */
  public static Path write(Path file, String... lines) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, String.join("", lines), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private static String head(String session, String at, String cwd, String type, String uuid) {
    return "{\"parentUuid\":null,\"isSidechain\":false,\"cwd\":\""
        + cwd
        + "\",\"sessionId\":\""
        + session
        + "\",\"version\":\"2.1.100\",\"gitBranch\":\"main\",\"uuid\":\""
        + uuid
        + "\",\"timestamp\":\""
        + at
        + "\",\"type\":\""
        + type
        + "\",";
  }
}
