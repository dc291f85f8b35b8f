package dev.tokenlake.parsing.entry;

import java.util.Objects;

/**
 * What a tool gave back, by size alone.
 *
 * @param callId {@code tool_use_id}, empty when absent
 * @param bytes length in the file of the JSON value of {@code content}; 0 when absent
 * @param error {@code is_error}
 */
public record ToolResult(String callId, long bytes, boolean error) {
  public ToolResult {
    Objects.requireNonNull(callId, "callId");
    if (bytes < 0) {
      throw new IllegalArgumentException("Negative size: " + bytes);
    }
  }
}
