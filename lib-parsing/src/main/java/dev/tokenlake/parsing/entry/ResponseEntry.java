package dev.tokenlake.parsing.entry;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A line that tells of a response: {@code type = assistant}, or such a record inside a {@code
 * progress} line. One response is usually told by several lines.
 *
 * @param messageId {@code message.id}
 * @param requestId {@code requestId}
 * @param model {@code message.model} as logged
 * @param stopReason {@code message.stop_reason}; absent while the output count is a placeholder
 * @param refusalCategory {@code message.stop_details.category}
 * @param usage {@code message.usage}; absent when it is missing or no object
 * @param loggedCostUsd {@code costUSD} of clients up to 1.0.7: the whole response, on each line
 * @param embedded whether the record stood inside a {@code progress} line
 * @param apiError {@code isApiErrorMessage}
 * @param aborted {@code isAbortedMidStream}
 * @param toolCalls tools this line calls, in order
 */
public record ResponseEntry(
    Envelope envelope,
    Optional<String> messageId,
    Optional<String> requestId,
    Optional<String> model,
    Optional<String> stopReason,
    Optional<String> refusalCategory,
    Optional<LoggedUsage> usage,
    Optional<BigDecimal> loggedCostUsd,
    boolean embedded,
    boolean apiError,
    boolean aborted,
    List<ToolCall> toolCalls)
    implements LogEntry {

  /** Model name that the client gives to messages it made up itself, such as error texts. */
  public static final String SYNTHETIC_MODEL = "<synthetic>";

  public ResponseEntry {
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(stopReason, "stopReason");
    Objects.requireNonNull(refusalCategory, "refusalCategory");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(loggedCostUsd, "loggedCostUsd");
    toolCalls = List.copyOf(toolCalls);
  }

  /** Whether no model made this: the client's own error text. */
  public boolean synthetic() {
    return model.filter(SYNTHETIC_MODEL::equals).isPresent();
  }
}
