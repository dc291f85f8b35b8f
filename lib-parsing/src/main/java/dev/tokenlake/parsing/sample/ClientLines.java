package dev.tokenlake.parsing.sample;

import java.util.Optional;

/** Lines the client writes on its own account. */
final class ClientLines {

  private final Conversation talk;
  private final String sessionId;

  ClientLines(Conversation talk, String sessionId) {
    this.talk = talk;
    this.sessionId = sessionId;
  }

  /** Of an earlier session; names neither a session nor a time. */
  void summary() {
    Filler.Slice title = Filler.slice(talk.dice, 40);
    String leaf = talk.ids.uuid();
    talk.note(
        json -> {
          json.writeStringField("type", "summary");
          json.writeFieldName("summary");
          title.writeTo(json);
          json.writeStringField("leafUuid", leaf);
        });
  }

  void fileHistorySnapshot() {
    String message = talk.ids.uuid();
    talk.note(
        json -> {
          json.writeStringField("type", "file-history-snapshot");
          json.writeStringField("messageId", message);
          json.writeObjectFieldStart("snapshot");
          json.writeStringField("messageId", message);
          json.writeObjectFieldStart("trackedFileBackups");
          json.writeEndObject();
          json.writeStringField("timestamp", Transcript.timestamp(talk.now()));
          json.writeEndObject();
          json.writeBooleanField("isSnapshotUpdate", false);
        });
  }

  void permissionMode() {
    talk.note(
        json -> {
          json.writeStringField("type", "permission-mode");
          json.writeStringField("permissionMode", "acceptEdits");
          json.writeStringField("sessionId", sessionId);
        });
  }

  void queued() {
    Filler.Slice text = Filler.slice(talk.dice, 80);
    talk.note(
        json -> {
          json.writeStringField("type", "queue-operation");
          json.writeStringField("operation", "enqueue");
          json.writeStringField("timestamp", Transcript.timestamp(talk.now()));
          json.writeStringField("sessionId", sessionId);
          json.writeFieldName("content");
          text.writeTo(json);
        });
  }

  void worktree(String repository) {
    String name = talk.cwd().substring(talk.cwd().lastIndexOf('/') + 1);
    String head = talk.ids.hex(40);
    talk.note(
        json -> {
          json.writeStringField("type", "worktree-state");
          json.writeObjectFieldStart("worktreeSession");
          json.writeStringField("originalCwd", repository);
          json.writeStringField("worktreePath", talk.cwd());
          json.writeStringField("worktreeName", name);
          json.writeStringField("worktreeBranch", talk.branch());
          json.writeStringField("originalBranch", "main");
          json.writeStringField("originalHeadCommit", head);
          json.writeStringField("sessionId", sessionId);
          json.writeEndObject();
          json.writeStringField("sessionId", sessionId);
        });
  }

  void attachment() {
    Filler.Slice text = Filler.slice(talk.dice, (long) talk.dice.skewed(300, 1));
    talk.say(
        json -> {
          json.writeObjectFieldStart("attachment");
          json.writeStringField("type", "hook_success");
          json.writeStringField("hookName", "SessionStart:startup");
          json.writeStringField("hookEvent", "SessionStart");
          json.writeFieldName("content");
          text.writeTo(json);
          json.writeNumberField("exitCode", 0);
          json.writeEndObject();
          json.writeStringField("type", "attachment");
        });
  }

  /** A command of the client itself, which no model sees. */
  void localCommand() {
    talk.say(
        json -> {
          json.writeStringField("type", "system");
          json.writeStringField("subtype", "local_command");
          json.writeStringField("content", "<command-name>/usage</command-name>");
          json.writeStringField("level", "info");
          json.writeBooleanField("isMeta", false);
        });
  }

  void turnDuration(long millis) {
    talk.say(
        json -> {
          json.writeStringField("type", "system");
          json.writeStringField("subtype", "turn_duration");
          json.writeNumberField("durationMs", millis);
          json.writeBooleanField("isMeta", false);
        });
  }

  /** A request failed and will be tried again. */
  void apiError(int attempt) {
    talk.say(
        json -> {
          json.writeStringField("type", "system");
          json.writeStringField("subtype", "api_error");
          json.writeStringField("level", "error");
          json.writeObjectFieldStart("error");
          json.writeNumberField("status", 529);
          json.writeEndObject();
          json.writeFieldName("retryInMs");
          json.writeNumber(500L << attempt);
          json.writeNumberField("retryAttempt", attempt);
          json.writeNumberField("maxRetries", 10);
        });
  }

  /** Where a reply would stand, the client's own words. */
  void syntheticError() {
    String id = talk.ids.uuid();
    Filler.Slice text = Filler.slice(talk.dice, 60);
    talk.say(
        json -> {
          json.writeObjectFieldStart("message");
          json.writeStringField("id", id);
          json.writeStringField("type", "message");
          json.writeStringField("role", "assistant");
          json.writeStringField("model", Models.SYNTHETIC);
          json.writeArrayFieldStart("content");
          json.writeStartObject();
          json.writeStringField("type", "text");
          json.writeFieldName("text");
          text.writeTo(json);
          json.writeEndObject();
          json.writeEndArray();
          json.writeStringField("stop_reason", "stop_sequence");
          json.writeObjectFieldStart("usage");
          json.writeNumberField("input_tokens", 0);
          json.writeNumberField("output_tokens", 0);
          json.writeNumberField("cache_creation_input_tokens", 0);
          json.writeNumberField("cache_read_input_tokens", 0);
          json.writeEndObject();
          json.writeEndObject();
          json.writeStringField("type", "assistant");
          json.writeStringField("error", "rate_limit");
          json.writeBooleanField("isApiErrorMessage", true);
        });
  }

  /** The conversation so far is left behind. */
  void compactBoundary(String trigger, long tokensBefore) {
    Optional<String> before = talk.last();
    talk.sayAtRoot(
        json -> {
          json.writeStringField("logicalParentUuid", before.orElse(null));
          json.writeStringField("type", "system");
          json.writeStringField("subtype", "compact_boundary");
          json.writeStringField("content", "Conversation compacted");
          json.writeBooleanField("isMeta", false);
          json.writeStringField("level", "info");
          json.writeObjectFieldStart("compactMetadata");
          json.writeStringField("trigger", trigger);
          json.writeNumberField("preTokens", tokensBefore);
          json.writeEndObject();
        });
  }
}
