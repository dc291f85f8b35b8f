package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.read.JsonBytes.Unsure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads a record from bytes: where its values stand. Nothing is decoded before somebody asks. */
final class FastRecord {
  private static final List<String> NAMES =
      List.of(
          "type",
          "subtype",
          "sessionId",
          "cwd",
          "gitBranch",
          "version",
          "entrypoint",
          "agentId",
          "promptSource",
          "permissionMode",
          "uuid",
          "parentUuid",
          "timestamp",
          "requestId",
          "promptId",
          "isSidechain",
          "forkedFrom",
          "isApiErrorMessage",
          "isAbortedMidStream",
          "costUSD",
          "isMeta",
          "isCompactSummary",
          "toolUseResult",
          "worktreeSession",
          "message",
          "data",
          // Not needed, but frequent: a key that is known is read past quicker.
          "userType",
          "slug",
          "toolUseID",
          "parentToolUseID",
          "sourceToolAssistantUUID",
          "attachment");
  private static final KeyTable KEY_TABLE = new KeyTable(NAMES);
  private static final int TYPE = NAMES.indexOf("type");
  private static final int SUBTYPE = NAMES.indexOf("subtype");
  private static final int SESSION_ID = NAMES.indexOf("sessionId");
  private static final int CWD = NAMES.indexOf("cwd");
  private static final int GIT_BRANCH = NAMES.indexOf("gitBranch");
  private static final int VERSION = NAMES.indexOf("version");
  private static final int ENTRYPOINT = NAMES.indexOf("entrypoint");
  private static final int AGENT_ID = NAMES.indexOf("agentId");
  private static final int PROMPT_SOURCE = NAMES.indexOf("promptSource");
  private static final int PERMISSION_MODE = NAMES.indexOf("permissionMode");

  /** Values before this one mostly repeat those of the line before. */
  private static final int UUID = NAMES.indexOf("uuid");

  private static final int PARENT_UUID = NAMES.indexOf("parentUuid");
  private static final int TIMESTAMP = NAMES.indexOf("timestamp");
  private static final int REQUEST_ID = NAMES.indexOf("requestId");
  private static final int PROMPT_ID = NAMES.indexOf("promptId");
  private static final int SIDECHAIN = NAMES.indexOf("isSidechain");
  private static final int FORKED_FROM = NAMES.indexOf("forkedFrom");
  private static final int API_ERROR = NAMES.indexOf("isApiErrorMessage");
  private static final int ABORTED = NAMES.indexOf("isAbortedMidStream");
  private static final int COST = NAMES.indexOf("costUSD");
  private static final int META = NAMES.indexOf("isMeta");
  private static final int COMPACT_SUMMARY = NAMES.indexOf("isCompactSummary");
  private static final int TOOL_USE_RESULT = NAMES.indexOf("toolUseResult");
  private static final int WORKTREE = NAMES.indexOf("worktreeSession");
  private static final int MESSAGE = NAMES.indexOf("message");
  private static final int DATA = NAMES.indexOf("data");

  private static final KeyTable DATA_KEY_TABLE =
      new KeyTable(List.of("agentId", "message", "type", "prompt", "normalizedMessages"));

  private final JsonBytes json;
  private final KeyReader keys = new KeyReader(KEY_TABLE);
  private final KeyReader dataKeys = new KeyReader(DATA_KEY_TABLE);
  private final FastMessage message;
  private final KeptText texts = new KeptText(UUID);
  private final int[] from = new int[NAMES.size()];
  private final int[] to = new int[NAMES.size()];

  /** The record inside a progress line; null in that record. */
  private final FastRecord inner;

  private final int[] progressAgent = new int[2];
  private boolean hasInner;

  private FastRecord(JsonBytes json, FastRecord inner) {
    this.json = json;
    this.message = new FastMessage(json);
    this.inner = inner;
  }

  static FastRecord of(JsonBytes json) {
    return new FastRecord(json, new FastRecord(json, null));
  }

  /** Reads the object that begins here. */
  void read() throws Unsure {
    Arrays.fill(from, -1);
    clearProgress();
    keys.open();
    json.expect('{');
    if (json.peek() == '}') {
      json.at++;
      return;
    }
    while (true) {
      json.expect('"');
      int key = keys.read(json);
      byte first = json.peek();
      int start = json.at;
      if (key == MESSAGE && first == '{') {
        message.read();
      } else if (key == DATA && inner != null) {
        data(first);
      } else if (first == '"' && key >= 0 && key < UUID) {
        texts.skip(json, key);
      } else {
        json.skipValue(first);
      }
      if (key >= 0) {
        from[key] = start;
        to[key] = json.at;
      }
      byte next = json.peek();
      json.at++;
      if (next == '}') {
        return;
      }
      if (next != ',') {
        throw json.unsure();
      }
      json.peek();
    }
  }

  private void clearProgress() {
    progressAgent[0] = -1;
    hasInner = false;
  }

  private void data(byte first) throws Unsure {
    clearProgress();
    if (first != '{') {
      json.skipValue(first);
      return;
    }
    dataKeys.open();
    json.at++;
    if (json.peek() == '}') {
      json.at++;
      return;
    }
    while (true) {
      json.expect('"');
      int key = dataKeys.read(json);
      byte value = json.peek();
      int start = json.at;
      if (key == 1 && value == '{') {
        inner.read();
      } else {
        json.skipValue(value);
      }
      if (key == 1) {
        hasInner = value == '{';
      } else if (key == 0) {
        progressAgent[0] = start;
        progressAgent[1] = json.at;
      }
      byte next = json.peek();
      json.at++;
      if (next == '}') {
        return;
      }
      if (next != ',') {
        throw json.unsure();
      }
      json.peek();
    }
  }

  /** Whether the record gives an entry. Rare kinds are left to the exact parser. */
  boolean givesEntry() throws Unsure {
    String type = type();
    if (type == null) {
      return false;
    }
    return switch (type) {
      case "assistant", "user" -> true;
      case "progress" -> hasInner && "assistant".equals(inner.type());
      case "system" -> {
        String subtype = text(SUBTYPE);
        yield subtype != null && unsureIf(EntryFactory.SYSTEM_ENTRIES.contains(subtype));
      }
      case "permission-mode" -> unsureIf(true);
      case "worktree-state" -> unsureIf(startsWith(WORKTREE, '{'));
      default -> false;
    };
  }

  private boolean unsureIf(boolean rare) throws Unsure {
    if (rare) {
      throw json.unsure();
    }
    return false;
  }

  String type() throws Unsure {
    return text(TYPE);
  }

  String sessionId() throws Unsure {
    return text(SESSION_ID);
  }

  String cwd() throws Unsure {
    return text(CWD);
  }

  /** The record as a draft. */
  RecordDraft draft(Line line) throws Unsure {
    RecordDraft draft = new RecordDraft();
    draft.type = text(TYPE);
    draft.uuid = text(UUID);
    draft.parentUuid = text(PARENT_UUID);
    draft.sessionId = text(SESSION_ID);
    draft.timestamp = text(TIMESTAMP);
    draft.cwd = text(CWD);
    draft.gitBranch = text(GIT_BRANCH);
    draft.version = text(VERSION);
    draft.entrypoint = text(ENTRYPOINT);
    draft.agentId = text(AGENT_ID);
    draft.sidechain = flag(SIDECHAIN);
    draft.forked = present(FORKED_FROM);
    draft.message = startsWith(MESSAGE, '{') ? message.draft(line) : null;
    draft.requestId = text(REQUEST_ID);
    draft.apiError = flag(API_ERROR);
    draft.aborted = flag(ABORTED);
    draft.meta = flag(META);
    draft.compactSummary = flag(COMPACT_SUMMARY);
    draft.toolUseResult = present(TOOL_USE_RESULT);
    draft.promptId = text(PROMPT_ID);
    draft.promptSource = text(PROMPT_SOURCE);
    draft.permissionMode = text(PERMISSION_MODE);
    if (from[COST] >= 0 && json.bytes[from[COST]] <= '9') {
      int length = to[COST] - from[COST];
      draft.costUsd =
          Counts.cost(new String(json.bytes, from[COST], length, StandardCharsets.ISO_8859_1))
              .orElse(null);
    }
    if (hasInner) {
      draft.progressMessage = inner.draft(line);
      draft.progressAgentId = text(progressAgent[0], progressAgent[1], -1);
    }
    return draft;
  }

  private boolean startsWith(int slot, char c) {
    return from[slot] >= 0 && json.bytes[from[slot]] == c;
  }

  private boolean flag(int slot) {
    return startsWith(slot, 't');
  }

  private boolean present(int slot) {
    return from[slot] >= 0 && json.bytes[from[slot]] != 'n';
  }

  private String text(int slot) throws Unsure {
    return text(from[slot], to[slot], slot < UUID ? slot : -1);
  }

  private String text(int start, int stop, int memo) throws Unsure {
    return start >= 0 && json.bytes[start] == '"' ? texts.text(json, start, stop, memo) : null;
  }
}
