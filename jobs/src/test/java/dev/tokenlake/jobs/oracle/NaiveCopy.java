package dev.tokenlake.jobs.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One telling of a response: an assistant record, on a line of its own or inside a progress line.
 *
 * @param file name of the file below its root
 * @param line 1-based
 * @param outer the record of the line
 * @param assistant the assistant record, which is {@code outer} or lies within it
 */
record NaiveCopy(String file, long line, JsonNode outer, JsonNode assistant) {

  /** The best telling of a response is the greatest. */
  static final Comparator<NaiveCopy> BETTER =
      Comparator.comparing(NaiveCopy::hasStopReason)
          .thenComparingLong(copy -> copy.tokens().output())
          .thenComparingLong(copy -> copy.tokens().context())
          .thenComparingLong(copy -> copy.tokens().cacheWrite())
          .thenComparing(copy -> !copy.isForked())
          .thenComparing(copy -> !copy.isInAgentFile())
          .thenComparing(NaiveCopy::file, Comparator.reverseOrder())
          .thenComparing(NaiveCopy::line, Comparator.reverseOrder());

  JsonNode message() {
    return assistant.path("message");
  }

  JsonNode usage() {
    return message().path("usage");
  }

  OracleTokens tokens() {
    return OracleTokens.of(usage());
  }

  String model() {
    return text(message().path("model"));
  }

  boolean hasStopReason() {
    return !text(message().path("stop_reason")).isEmpty();
  }

  String key() {
    String messageId = text(message().path("id"));
    String requestId = text(assistant.path("requestId"));
    String uuid = text(assistant.path("uuid"));
    if (!messageId.isEmpty() && !messageId.equals(uuid)) {
      return messageId;
    }
    if (!requestId.isEmpty()) {
      return requestId;
    }
    if (!uuid.isEmpty()) {
      return uuid;
    }
    return file + ":" + line;
  }

  Optional<Instant> timestamp() {
    Optional<Instant> own = instant(assistant.path("timestamp"));
    return own.isPresent() ? own : instant(outer.path("timestamp"));
  }

  private boolean isForked() {
    return present(outer.path("forkedFrom")) || present(assistant.path("forkedFrom"));
  }

  private boolean isInAgentFile() {
    return file.substring(file.lastIndexOf('/') + 1).startsWith("agent-");
  }

  private static boolean present(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : "";
  }

  private static Optional<Instant> instant(JsonNode value) {
    try {
      return value.isTextual() ? Optional.of(Instant.parse(value.textValue())) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
