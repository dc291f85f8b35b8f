package dev.tokenlake.parsing.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Logs made up of the kinds of lines, and in the sizes, that real ones have: of the bytes 58 % tool
 * results, 23 % responses, 10 % progress.
 */
final class GeneratedArchive {
  private static final int LINES_PER_FILE = 400;

  private final Random random = new Random(20260218);
  private final String[] words = {
    "return ", "value", " = ", "\\n", "    ", "\\\"name\\\"", "(int i)", "; ", "→ ", "import ",
    "test", "/src/main/", "{", "}", "\\t", "0.125", "usage", "\\\\", "function ", "consectetur "
  };

  private GeneratedArchive() {}

  /** Writes logs of some size below a new folder and returns it. */
  static Path write(int megabytes) throws IOException {
    Path folder = Files.createTempDirectory("tokenlake-bench");
    folder.toFile().deleteOnExit();
    GeneratedArchive archive = new GeneratedArchive();
    long left = megabytes * 1_000_000L;
    for (int file = 0; left > 0; file++) {
      Path log = folder.resolve(archive.uuid() + ".jsonl");
      archive.log(log, file);
      log.toFile().deleteOnExit();
      left -= Files.size(log);
    }
    return folder;
  }

  private void log(Path log, int file) throws IOException {
    String session = uuid();
    String parent = "null";
    try (Writer out = Files.newBufferedWriter(log, StandardCharsets.UTF_8)) {
      for (int line = 0; line < LINES_PER_FILE; line++) {
        String uuid = uuid();
        String head =
            ("{\"parentUuid\":%s,\"isSidechain\":false,\"userType\":\"external\","
                    + "\"cwd\":\"/home/dev/project%d\",\"sessionId\":\"%s\","
                    + "\"version\":\"2.1.45\",\"gitBranch\":\"main\",")
                .formatted(parent, file % 9, session);
        String tail =
            "\"uuid\":\"%s\",\"timestamp\":\"2026-02-18T%02d:%02d:%02d.%03dZ\"}%n"
                .formatted(uuid, line / 60 % 24, line % 60, line % 60, line);
        out.write(head);
        out.write(body(line));
        out.write(tail.formatted(Locale.ROOT));
        parent = "\"" + uuid + "\"";
      }
    }
  }

  private String body(int line) {
    switch (line % 6) {
      case 0, 2, 4 -> {
        return response(line);
      }
      case 1, 3 -> {
        return toolResult();
      }
      default -> {
        return progress();
      }
    }
  }

  private String response(int line) {
    return ("\"message\":{\"model\":\"claude-opus-4-8\",\"id\":\"msg_01%022d\",\"type\":\"message\","
            + "\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"toolu_%s\","
            + "\"name\":\"Edit\",\"input\":{\"file_path\":\"/home/dev/a.java\",\"old\":\"%s\"}}],"
            + "\"stop_reason\":\"tool_use\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":%d,"
            + "\"cache_creation_input_tokens\":%d,\"cache_read_input_tokens\":%d,"
            + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":%d,"
            + "\"ephemeral_1h_input_tokens\":0},\"output_tokens\":%d,"
            + "\"service_tier\":\"standard\"}},\"requestId\":\"req_011%s\","
            + "\"type\":\"assistant\",")
        .formatted(
            random.nextInt(1_000_000_000),
            uuid(),
            text(1500),
            line,
            line * 7,
            random.nextInt(200_000),
            line * 7,
            random.nextInt(2000),
            uuid());
  }

  private String toolResult() {
    int size = random.nextInt(100) == 0 ? 100_000 : 2500;
    String text = text(size);
    return ("\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":[{\"tool_use_id\":"
            + "\"toolu_%s\",\"type\":\"tool_result\",\"content\":\"%s\",\"is_error\":false}]},"
            + "\"toolUseResult\":{\"stdout\":\"%s\",\"stderr\":\"\",\"interrupted\":false},")
        .formatted(uuid(), text, text);
  }

  private String progress() {
    return ("\"type\":\"progress\",\"data\":{\"type\":\"bash_progress\",\"output\":\"%s\","
            + "\"elapsedTimeSeconds\":3},\"toolUseID\":\"bash-progress-0\",")
        .formatted(text(2000));
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder(length + 16);
    while (text.length() < length) {
      text.append(words[random.nextInt(words.length)]);
    }
    return text.toString();
  }

  private String uuid() {
    return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
  }
}
