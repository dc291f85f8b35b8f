package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.entry.PromptKind;
import dev.tokenlake.parsing.entry.ToolCall;
import dev.tokenlake.parsing.entry.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code message} of a record, as far as a parser met it. */
final class MessageDraft {
  String id;
  String model;
  String stopReason;
  String refusalCategory;
  UsageDraft usage;
  ContentDraft content = new ContentDraft();

  /** {@code content}: sizes and kinds alone. */
  static final class ContentDraft {
    long bytes;
    PromptKind textKind = PromptKind.TYPED;
    final List<ToolCall> toolCalls = new ArrayList<>();
    final List<ToolResult> toolResults = new ArrayList<>();
  }

  /** Values as the entries want them. */
  static final class Text {
    private Text() {}

    /** Empty strings count as absent. */
    static Optional<String> of(String value) {
      return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
  }
}
