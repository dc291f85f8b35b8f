package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.entry.ApiErrorEntry;
import dev.tokenlake.parsing.entry.CompactionEntry;
import dev.tokenlake.parsing.entry.Envelope;
import dev.tokenlake.parsing.entry.FallbackEntry;
import dev.tokenlake.parsing.entry.LineRef;
import dev.tokenlake.parsing.entry.LogEntry;
import dev.tokenlake.parsing.entry.PermissionModeEntry;
import dev.tokenlake.parsing.entry.PromptKind;
import dev.tokenlake.parsing.entry.ResponseEntry;
import dev.tokenlake.parsing.entry.TurnDurationEntry;
import dev.tokenlake.parsing.entry.UserEntry;
import dev.tokenlake.parsing.entry.WorktreeEntry;
import dev.tokenlake.parsing.read.MessageDraft.Text;
import dev.tokenlake.parsing.read.RecordDraft.CompactionDraft;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the draft of a record into the entry it stands for. */
final class EntryFactory {
  /** Subtypes of system lines that give entries. */
  static final Set<String> SYSTEM_ENTRIES =
      Set.of(
          "compact_boundary",
          "microcompact_boundary",
          "api_error",
          "turn_duration",
          "model_refusal_fallback");

  private EntryFactory() {}

  /** The entry of a record; empty when its type is of no use to the tables. */
  static Optional<LogEntry> entry(RecordDraft draft, LineRef at) {
    if (draft.type == null) {
      return Optional.empty();
    }
    return switch (draft.type) {
      case "assistant" -> Optional.of(response(draft, envelope(draft, at), false));
      case "user" -> Optional.of(user(draft, envelope(draft, at)));
      case "progress" -> embedded(draft, at);
      case "system" -> system(draft, at);
      case "permission-mode" ->
          Optional.of(new PermissionModeEntry(envelope(draft, at), Text.of(draft.permissionMode)));
      case "worktree-state" ->
          Optional.ofNullable(draft.worktree)
              .map(
                  worktree ->
                      new WorktreeEntry(
                          envelope(draft, at),
                          Text.of(worktree.originalCwd),
                          Text.of(worktree.worktreePath)));
      default -> Optional.empty();
    };
  }

  /** Whether a record has no count that no count can be, where it tells of a response. */
  static boolean isCountable(RecordDraft draft) {
    RecordDraft told = "progress".equals(draft.type) ? draft.progressMessage : draft;
    return told == null
        || !"assistant".equals(told.type)
        || told.message == null
        || told.message.usage == null
        || told.message.usage.isCountable();
  }

  static Envelope envelope(RecordDraft draft, LineRef at) {
    return new Envelope(
        at,
        Text.of(draft.uuid),
        Text.of(draft.parentUuid),
        Text.of(draft.sessionId),
        timestamp(draft),
        Text.of(draft.cwd),
        Text.of(draft.gitBranch),
        Text.of(draft.version),
        Text.of(draft.entrypoint),
        Text.of(draft.agentId),
        draft.sidechain,
        draft.forked);
  }

  static Optional<Instant> timestamp(RecordDraft draft) {
    return draft.timestamp == null ? Optional.empty() : Timestamps.parse(draft.timestamp);
  }

  private static ResponseEntry response(RecordDraft draft, Envelope envelope, boolean embedded) {
    MessageDraft message = draft.message == null ? new MessageDraft() : draft.message;
    return new ResponseEntry(
        envelope,
        Text.of(message.id),
        Text.of(draft.requestId),
        Text.of(message.model),
        Text.of(message.stopReason),
        Text.of(message.refusalCategory),
        Optional.ofNullable(message.usage).map(UsageDraft::usage),
        Optional.ofNullable(draft.costUsd),
        embedded,
        draft.apiError,
        draft.aborted,
        message.content.toolCalls);
  }

  private static UserEntry user(RecordDraft draft, Envelope envelope) {
    MessageDraft message = draft.message == null ? new MessageDraft() : draft.message;
    PromptKind kind = kind(draft, message);
    return new UserEntry(
        envelope,
        kind,
        Text.of(draft.promptId),
        Text.of(draft.promptSource),
        Text.of(draft.permissionMode),
        message.content.bytes,
        kind == PromptKind.TOOL_RESULT ? message.content.toolResults : List.of());
  }

  private static PromptKind kind(RecordDraft draft, MessageDraft message) {
    if (draft.compactSummary) {
      return PromptKind.COMPACT_SUMMARY;
    }
    if (draft.toolUseResult || !message.content.toolResults.isEmpty()) {
      return PromptKind.TOOL_RESULT;
    }
    return draft.meta ? PromptKind.META : message.content.textKind;
  }

  /** The record of an agent inside a progress line, in the envelope of that line. */
  private static Optional<LogEntry> embedded(RecordDraft outer, LineRef at) {
    RecordDraft inner = outer.progressMessage;
    if (inner == null || !"assistant".equals(inner.type)) {
      return Optional.empty();
    }
    inner.uuid = inner.uuid == null ? outer.uuid : inner.uuid;
    inner.parentUuid = inner.parentUuid == null ? outer.parentUuid : inner.parentUuid;
    inner.timestamp = inner.timestamp == null ? outer.timestamp : inner.timestamp;
    inner.requestId = inner.requestId == null ? outer.requestId : inner.requestId;
    inner.sessionId = outer.sessionId;
    inner.cwd = outer.cwd;
    inner.gitBranch = outer.gitBranch;
    inner.version = outer.version;
    inner.entrypoint = outer.entrypoint;
    inner.agentId = outer.progressAgentId == null ? outer.agentId : outer.progressAgentId;
    inner.sidechain |= outer.sidechain;
    inner.forked |= outer.forked;
    return Optional.of(response(inner, envelope(inner, at), true));
  }

  private static Optional<LogEntry> system(RecordDraft draft, LineRef at) {
    if (draft.subtype == null) {
      return Optional.empty();
    }
    return switch (draft.subtype) {
      case "compact_boundary" ->
          Optional.of(compaction(draft.compaction, envelope(draft, at), false));
      case "microcompact_boundary" ->
          Optional.of(compaction(draft.microCompaction, envelope(draft, at), true));
      case "api_error" ->
          Optional.of(
              new ApiErrorEntry(
                  envelope(draft, at),
                  draft.errorStatus,
                  draft.retryAttempt,
                  draft.maxRetries,
                  draft.retryInMs));
      case "turn_duration" ->
          Optional.of(
              new TurnDurationEntry(envelope(draft, at), draft.durationMs, draft.messageCount));
      case "model_refusal_fallback" -> Optional.of(new FallbackEntry(envelope(draft, at)));
      default -> Optional.empty();
    };
  }

  private static CompactionEntry compaction(
      CompactionDraft logged, Envelope envelope, boolean micro) {
    CompactionDraft draft = logged == null ? new CompactionDraft() : logged;
    return new CompactionEntry(
        envelope,
        micro,
        Text.of(draft.trigger),
        draft.preTokens,
        draft.postTokens,
        draft.tokensSaved,
        draft.durationMs);
  }
}
