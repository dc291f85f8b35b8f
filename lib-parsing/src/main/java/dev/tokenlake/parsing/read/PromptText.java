package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.entry.PromptKind;
import java.util.List;

/** What the beginning of a user's text says it is. */
final class PromptText {
  static final String INTERRUPTED = "[Request interrupted";

  /** Tags the client puts around commands and their output. */
  static final List<String> COMMANDS =
      List.of(
          "<command-",
          "<local-command-",
          "<bash-input>",
          "<bash-stdout>",
          "<bash-stderr>",
          "<user-memory-input>");

  private PromptText() {}

  /** Interrupted, command or typed. */
  static PromptKind kind(String text) {
    if (text.startsWith(INTERRUPTED)) {
      return PromptKind.INTERRUPTED;
    }
    return COMMANDS.stream().anyMatch(text::startsWith) ? PromptKind.COMMAND : PromptKind.TYPED;
  }
}
