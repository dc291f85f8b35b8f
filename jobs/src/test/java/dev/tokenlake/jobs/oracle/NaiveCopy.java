package dev.tokenlake.jobs.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One telling of a response: an assistant record, on a line of its own or inside a progress line.
 *
 * @param key identity of the response
 * @param file name of the file below its root
 * @param line 1-based
 * @param embedded whether the record stands inside a progress line
 * @param pair message id and request id; empty when one of them is missing
 * @param forked whether a branch copied the line
 * @param stopped whether there is a stop reason
 * @param model as logged; empty when absent
 * @param usage {@code message.usage}, if any
 */
record NaiveCopy(
    String key,
    String file,
    long line,
    boolean embedded,
    String pair,
    boolean forked,
    boolean stopped,
    String model,
    Optional<Instant> timestamp,
    JsonNode usage) {

  /** The best telling of a response is the greatest. */
  static final Comparator<NaiveCopy> BETTER =
      Comparator.comparing(NaiveCopy::stopped)
          .thenComparingLong(copy -> copy.tokens().output())
          .thenComparingLong(copy -> copy.tokens().context())
          .thenComparingLong(copy -> copy.tokens().cacheWrite())
          .thenComparing(copy -> !copy.forked())
          .thenComparing(copy -> !copy.isInAgentFile())
          .thenComparing(NaiveCopy::file, Comparator.reverseOrder())
          .thenComparing(NaiveCopy::line, Comparator.reverseOrder());

  /**
   * Reads a telling.
   *
   * @param outer the record of the line
   * @param assistant the assistant record, which is {@code outer} or lies within it
   */
  static NaiveCopy of(String file, long line, JsonNode outer, JsonNode assistant) {
    JsonNode message = assistant.path("message");
    String messageId = text(message.path("id"));
    String requestId = text(assistant.path("requestId"));
    Optional<Instant> own = instant(assistant.path("timestamp"));
    return new NaiveCopy(
        key(assistant).orElse(file + ":" + line),
        file,
        line,
        outer.path("type").asText().equals("progress"),
        messageId.isEmpty() || requestId.isEmpty() ? "" : messageId + " " + requestId,
        isPresent(outer.path("forkedFrom")) || isPresent(assistant.path("forkedFrom")),
        !text(message.path("stop_reason")).isEmpty(),
        text(message.path("model")),
        own.isPresent() ? own : instant(outer.path("timestamp")),
        message.path("usage"));
  }

  OracleTokens tokens() {
    return OracleTokens.of(usage);
  }

  private static Optional<String> key(JsonNode assistant) {
    String messageId = text(assistant.path("message").path("id"));
    String requestId = text(assistant.path("requestId"));
    String uuid = text(assistant.path("uuid"));
    if (!messageId.isEmpty() && !messageId.equals(uuid)) {
      return Optional.of(messageId);
    }
    if (!requestId.isEmpty()) {
      return Optional.of(requestId);
    }
    return uuid.isEmpty() ? Optional.empty() : Optional.of(uuid);
  }

  boolean isInAgentFile() {
    return file.substring(file.lastIndexOf('/') + 1).startsWith("agent-");
  }

  private static boolean isPresent(JsonNode value) {
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
