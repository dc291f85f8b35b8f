package dev.tokenlake.parsing.entry;

/** What a {@code type = user} line is. The first that fits, in this order, holds. */
public enum PromptKind {
  /** The summary a compaction leaves: {@code isCompactSummary}. */
  COMPACT_SUMMARY,
  /** Results of tools the response before it called. */
  TOOL_RESULT,
  /** Text the client added on its own: {@code isMeta}. */
  META,
  /** The client's note that a person interrupted: starts with {@code [Request interrupted}. */
  INTERRUPTED,
  /**
   * A slash or shell command, or its output: starts with a client tag such as {@code <command-}.
   */
  COMMAND,
  /** A prompt: what a person typed, or what an agent or script was told. */
  TYPED
}
