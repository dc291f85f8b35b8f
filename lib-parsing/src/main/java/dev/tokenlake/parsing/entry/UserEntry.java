package dev.tokenlake.parsing.entry;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@code type = user} line.
 *
 * @param promptId {@code promptId}
 * @param promptSource {@code promptSource}: typed, queued, sdk, system, suggestion_accepted
 * @param permissionMode {@code permissionMode}
 * @param contentBytes length in the file of the JSON value of {@code message.content}
 * @param toolResults what tools gave back, in order; empty unless {@link PromptKind#TOOL_RESULT}
 */
public record UserEntry(
    Envelope envelope,
    PromptKind kind,
    Optional<String> promptId,
    Optional<String> promptSource,
    Optional<String> permissionMode,
    long contentBytes,
    List<ToolResult> toolResults)
    implements LogEntry {

  public UserEntry {
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(promptId, "promptId");
    Objects.requireNonNull(promptSource, "promptSource");
    Objects.requireNonNull(permissionMode, "permissionMode");
    toolResults = List.copyOf(toolResults);
    if (contentBytes < 0) {
      throw new IllegalArgumentException("Negative size: " + contentBytes);
    }
  }
}
