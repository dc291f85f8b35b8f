package dev.tokenlake.parsing.entry;

import java.util.Objects;

/**
 * A tool a response calls.
 *
 * @param id {@code tool_use.id}, empty when absent
 * @param name {@code tool_use.name}, empty when absent
 */
public record ToolCall(String id, String name) {
  public ToolCall {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
  }
}
