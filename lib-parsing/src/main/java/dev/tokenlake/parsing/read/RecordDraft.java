package dev.tokenlake.parsing.read;

import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The values of one record that the tables need, as far as a parser met them; strings are null
 * where it met none. A key met again replaces what it said before.
 */
final class RecordDraft {
  String type;
  String subtype;

  String uuid;
  String parentUuid;
  String sessionId;
  String timestamp;
  String cwd;
  String gitBranch;
  String version;
  String entrypoint;
  String agentId;
  boolean sidechain;
  boolean forked;

  MessageDraft message;
  String requestId;
  boolean apiError;
  boolean aborted;
  BigDecimal costUsd;

  boolean meta;
  boolean compactSummary;
  boolean toolUseResult;
  String promptId;
  String promptSource;
  String permissionMode;

  OptionalInt errorStatus = OptionalInt.empty();
  OptionalInt retryAttempt = OptionalInt.empty();
  OptionalInt maxRetries = OptionalInt.empty();
  OptionalLong retryInMs = OptionalLong.empty();
  OptionalLong durationMs = OptionalLong.empty();
  OptionalLong messageCount = OptionalLong.empty();

  CompactionDraft compaction;
  CompactionDraft microCompaction;

  /** {@code worktreeSession}, when it is an object. */
  WorktreeDraft worktree;

  /** {@code data.agentId} of a progress line. */
  String progressAgentId;

  /** {@code data.message} of a progress line, when it is an object. */
  RecordDraft progressMessage;

  /** {@code compactMetadata} or {@code microcompactMetadata}. */
  static final class CompactionDraft {
    String trigger;
    OptionalLong preTokens = OptionalLong.empty();
    OptionalLong postTokens = OptionalLong.empty();
    OptionalLong tokensSaved = OptionalLong.empty();
    OptionalLong durationMs = OptionalLong.empty();
  }

  /** {@code worktreeSession}. */
  static final class WorktreeDraft {
    String originalCwd;
    String worktreePath;
  }
}
