package dev.tokenlake.parsing.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tokenlake.parsing.read.RecordDraft.CompactionDraft;
import dev.tokenlake.parsing.read.RecordDraft.WorktreeDraft;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Walks the tokens of one record. */
final class RecordTokens {
  private final JsonParser json;
  private final Scalars scalars;
  private final MessageTokens messages;

  RecordTokens(JsonParser json, Line line, int shift, boolean repaired) {
    this.json = json;
    this.scalars = new Scalars(json, repaired);
    this.messages = new MessageTokens(json, scalars, line, shift);
  }

  /** Reads the object the parser is at the beginning of. */
  RecordDraft record() throws IOException {
    return record(true);
  }

  private RecordDraft record(boolean outer) throws IOException {
    RecordDraft draft = new RecordDraft();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (!identity(draft, key) && !conversation(draft, key) && !(outer && event(draft, key))) {
        json.skipChildren();
      }
      finishValue();
    }
    return draft;
  }

  /** Keys that say where a record belongs. */
  private boolean identity(RecordDraft draft, String key) throws IOException {
    switch (key) {
      case "type" -> draft.type = scalars.text();
      case "uuid" -> draft.uuid = scalars.text();
      case "parentUuid" -> draft.parentUuid = scalars.text();
      case "sessionId" -> draft.sessionId = scalars.text();
      case "timestamp" -> draft.timestamp = scalars.text();
      case "cwd" -> draft.cwd = scalars.text();
      case "gitBranch" -> draft.gitBranch = scalars.text();
      case "version" -> draft.version = scalars.text();
      case "entrypoint" -> draft.entrypoint = scalars.text();
      case "agentId" -> draft.agentId = scalars.text();
      case "isSidechain" -> draft.sidechain = scalars.flag();
      case "forkedFrom" -> draft.forked = present();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Keys of prompts and responses. */
  private boolean conversation(RecordDraft draft, String key) throws IOException {
    switch (key) {
      case "message" -> draft.message = isObject() ? messages.message() : null;
      case "requestId" -> draft.requestId = scalars.text();
      case "isApiErrorMessage" -> draft.apiError = scalars.flag();
      case "isAbortedMidStream" -> draft.aborted = scalars.flag();
      case "costUSD" ->
          draft.costUsd = isNumber() ? Counts.cost(json.getText()).orElse(null) : null;
      case "isMeta" -> draft.meta = scalars.flag();
      case "isCompactSummary" -> draft.compactSummary = scalars.flag();
      case "toolUseResult" -> draft.toolUseResult = present();
      case "promptId" -> draft.promptId = scalars.text();
      case "promptSource" -> draft.promptSource = scalars.text();
      case "permissionMode" -> draft.permissionMode = scalars.text();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Keys of lines that are neither. */
  private boolean event(RecordDraft draft, String key) throws IOException {
    switch (key) {
      case "subtype" -> draft.subtype = scalars.text();
      case "retryAttempt" -> draft.retryAttempt = scalars.plainInt();
      case "maxRetries" -> draft.maxRetries = scalars.plainInt();
      case "retryInMs" -> draft.retryInMs = scalars.plain();
      case "durationMs" -> draft.durationMs = scalars.plain();
      case "messageCount" -> draft.messageCount = scalars.plain();
      case "error" -> draft.errorStatus = isObject() ? status() : OptionalInt.empty();
      case "compactMetadata" -> draft.compaction = isObject() ? compaction() : null;
      case "microcompactMetadata" -> draft.microCompaction = isObject() ? compaction() : null;
      case "worktreeSession" -> draft.worktree = isObject() ? worktree() : null;
      case "data" -> progress(draft);
      default -> {
        return false;
      }
    }
    return true;
  }

  private OptionalInt status() throws IOException {
    OptionalInt status = OptionalInt.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (key.equals("status")) {
        status = scalars.plainInt();
      }
      finishValue();
    }
    return status;
  }

  private CompactionDraft compaction() throws IOException {
    CompactionDraft draft = new CompactionDraft();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "trigger" -> draft.trigger = scalars.text();
        case "preTokens" -> draft.preTokens = scalars.plain();
        case "postTokens" -> draft.postTokens = scalars.plain();
        case "tokensSaved" -> draft.tokensSaved = scalars.plain();
        case "durationMs" -> draft.durationMs = scalars.plain();
        default -> json.skipChildren();
      }
      finishValue();
    }
    return draft;
  }

  private WorktreeDraft worktree() throws IOException {
    WorktreeDraft draft = new WorktreeDraft();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "originalCwd" -> draft.originalCwd = scalars.text();
        case "worktreePath" -> draft.worktreePath = scalars.text();
        default -> json.skipChildren();
      }
      finishValue();
    }
    return draft;
  }

  private void progress(RecordDraft draft) throws IOException {
    draft.progressAgentId = null;
    draft.progressMessage = null;
    if (!isObject()) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "agentId" -> draft.progressAgentId = scalars.text();
        case "message" -> draft.progressMessage = isObject() ? record(false) : null;
        default -> json.skipChildren();
      }
      finishValue();
    }
  }

  /** Goes to the end of a value of a form that was not asked for. */
  private void finishValue() throws IOException {
    json.skipChildren();
  }

  private boolean present() {
    return json.currentToken() != JsonToken.VALUE_NULL;
  }

  private boolean isObject() {
    return json.currentToken() == JsonToken.START_OBJECT;
  }

  private boolean isNumber() {
    return json.currentToken().isNumeric();
  }

  /** Values without parts; those of another form than asked for count as absent. */
  static final class Scalars {
    private final JsonParser json;
    private final boolean repaired;

    Scalars(JsonParser json, boolean repaired) {
      this.json = json;
      this.repaired = repaired;
    }

    /** The string here, or null. */
    String text() throws IOException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return null;
      }
      String text = StringRepair.wellFormed(json.getText());
      return repaired ? StringRepair.unmarked(text) : text;
    }

    boolean flag() {
      return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    OptionalLong plain() throws IOException {
      return json.currentToken().isNumeric() ? Counts.plain(json.getText()) : OptionalLong.empty();
    }

    OptionalInt plainInt() throws IOException {
      return json.currentToken().isNumeric()
          ? Counts.plainInt(json.getText())
          : OptionalInt.empty();
    }
  }
}
