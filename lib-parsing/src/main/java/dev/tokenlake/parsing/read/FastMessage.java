package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.entry.PromptKind;
import dev.tokenlake.parsing.entry.ToolCall;
import dev.tokenlake.parsing.entry.ToolResult;
import dev.tokenlake.parsing.read.JsonBytes.Unsure;
import dev.tokenlake.parsing.read.MessageDraft.ContentDraft;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code message} from bytes: where its values stand, and of its content blocks the tool
 * calls and results. Nothing is decoded before somebody asks for a draft.
 */
final class FastMessage {
  private static final KeyTable KEY_TABLE =
      new KeyTable(
          List.of(
              "id",
              "model",
              "stop_reason",
              "content",
              "stop_details",
              "usage",
              // Not needed, but frequent: a key that is known is read past quicker.
              "type",
              "role",
              "stop_sequence",
              "context_management"));
  private static final int ID = 0;
  private static final int MODEL = 1;
  private static final int STOP_REASON = 2;
  private static final int CONTENT = 3;
  private static final int STOP_DETAILS = 4;
  private static final int USAGE = 5;
  private static final int SLOTS = 10;

  private static final KeyTable BLOCK_KEY_TABLE =
      new KeyTable(
          List.of(
              "type",
              "id",
              "name",
              "tool_use_id",
              "is_error",
              "content",
              "text",
              "input",
              "thinking",
              "signature"));
  private static final int B_TYPE = 0;
  private static final int B_ID = 1;
  private static final int B_NAME = 2;
  private static final int B_CALL = 3;
  private static final int B_ERROR = 4;
  private static final int B_CONTENT = 5;
  private static final int B_TEXT = 6;
  private static final int B_SLOTS = 10;

  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TOOL_USE = "tool_use".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TOOL_RESULT = "tool_result".getBytes(StandardCharsets.UTF_8);
  private static final int LONGEST_TAG = 24;

  private static final int MEMO_MODEL = 0;
  private static final int MEMO_STOP = 1;
  private static final int MEMO_TOOL = 2;
  private static final int MEMOS = 3;

  private final JsonBytes json;
  private final FastUsage usages;
  private final KeyReader keys = new KeyReader(KEY_TABLE);
  private final KeyReader blockKeys = new KeyReader(BLOCK_KEY_TABLE);
  private final KeptText texts = new KeptText(MEMOS);
  private final int[] from = new int[SLOTS];
  private final int[] to = new int[SLOTS];
  private final int[] block = new int[2 * B_SLOTS];
  private int[] tools = new int[2 * B_SLOTS * 4];
  private int toolCount;
  private PromptKind textKind = PromptKind.TYPED;
  private boolean textSeen;
  private UsageDraft usage;

  FastMessage(JsonBytes json) {
    this.json = json;
    this.usages = new FastUsage(json);
  }

  /** Forgets the message before. */
  void clear() {
    Arrays.fill(from, -1);
    usage = null;
    clearContent();
  }

  private void clearContent() {
    toolCount = 0;
    textKind = PromptKind.TYPED;
    textSeen = false;
  }

  /** Reads the object that begins here. */
  void read() throws Unsure {
    clear();
    keys.open();
    json.at++;
    if (json.peek() == '}') {
      json.at++;
      return;
    }
    while (true) {
      json.expect('"');
      int key = keys.read(json);
      byte first = json.peek();
      int start = json.at;
      switch (key) {
        case CONTENT -> content(first);
        case USAGE -> usage(first);
        case STOP_DETAILS -> {
          if (first == '{') {
            throw json.unsure();
          }
          json.skipValue(first);
        }
        default -> json.skipValue(first);
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

  private void usage(byte first) throws Unsure {
    usage = null;
    if (first == '{') {
      usage = usages.read();
    } else {
      json.skipValue(first);
    }
  }

  private void content(byte first) throws Unsure {
    clearContent();
    int start = json.at;
    if (first != '[') {
      json.skipValue(first);
      textKind = first == '"' ? kind(start) : PromptKind.TYPED;
      return;
    }
    json.at++;
    if (json.peek() == ']') {
      json.at++;
      return;
    }
    while (true) {
      byte item = json.peek();
      if (item == '{') {
        block();
      } else {
        json.skipValue(item);
      }
      byte next = json.peek();
      json.at++;
      if (next == ']') {
        return;
      }
      if (next != ',') {
        throw json.unsure();
      }
    }
  }

  private void block() throws Unsure {
    Arrays.fill(block, -1);
    blockKeys.open();
    json.at++;
    if (json.peek() == '}') {
      json.at++;
      return;
    }
    while (true) {
      json.expect('"');
      int key = blockKeys.read(json);
      byte first = json.peek();
      int start = json.at;
      json.skipValue(first);
      if (key >= 0) {
        block[2 * key] = start;
        block[2 * key + 1] = json.at;
      }
      byte next = json.peek();
      json.at++;
      if (next == '}') {
        break;
      }
      if (next != ',') {
        throw json.unsure();
      }
      json.peek();
    }
    blockRead();
  }

  private void blockRead() throws Unsure {
    int type = block[2 * B_TYPE];
    if (type < 0 || json.bytes[type] != '"') {
      return;
    }
    if (blockTypeIs(TEXT)) {
      int text = block[2 * B_TEXT];
      if (!textSeen && text >= 0 && json.bytes[text] == '"') {
        textKind = kind(text);
        textSeen = true;
      }
    } else if (blockTypeIs(TOOL_USE) || blockTypeIs(TOOL_RESULT)) {
      keepTool();
    } else {
      for (int i = type; i < block[2 * B_TYPE + 1]; i++) {
        if (json.bytes[i] == '\\') {
          throw json.unsure();
        }
      }
    }
  }

  private boolean blockTypeIs(byte[] name) {
    int start = block[2 * B_TYPE] + 1;
    int stop = block[2 * B_TYPE + 1] - 1;
    return stop - start == name.length && Words.equal(json.bytes, start, name, name.length);
  }

  private void keepTool() {
    int size = block.length;
    if ((toolCount + 1) * size > tools.length) {
      tools = Arrays.copyOf(tools, tools.length * 2);
    }
    System.arraycopy(block, 0, tools, toolCount * size, size);
    toolCount++;
  }

  /** What the beginning of the string at a place says it is. */
  private PromptKind kind(int quote) throws Unsure {
    byte[] bytes = json.bytes;
    byte first = bytes[quote + 1];
    if (first != '<' && first != '[' && first != '\\') {
      return PromptKind.TYPED;
    }
    int stop = quote + 1;
    while (bytes[stop] != '"' && stop - quote <= LONGEST_TAG) {
      if (bytes[stop] == '\\' && bytes[stop + 1] == 'u') {
        throw json.unsure();
      }
      if (bytes[stop] == '\\') {
        break;
      }
      stop++;
    }
    return PromptText.kind(
        new String(bytes, quote + 1, stop - quote - 1, StandardCharsets.ISO_8859_1));
  }

  /** The message as a draft. */
  MessageDraft draft(Line line) throws Unsure {
    MessageDraft draft = new MessageDraft();
    draft.id = text(ID, -1);
    draft.model = text(MODEL, MEMO_MODEL);
    draft.stopReason = text(STOP_REASON, MEMO_STOP);
    draft.usage = usage;
    ContentDraft content = draft.content;
    content.textKind = textKind;
    if (from[CONTENT] >= 0 && json.bytes[from[CONTENT]] != 'n') {
      content.bytes = line.length(from[CONTENT], to[CONTENT]);
    }
    for (int i = 0; i < toolCount; i++) {
      tool(content, line, i * block.length);
    }
    return draft;
  }

  private void tool(ContentDraft content, Line line, int base) throws Unsure {
    byte[] bytes = json.bytes;
    int typeLength = tools[base + 2 * B_TYPE + 1] - tools[base + 2 * B_TYPE] - 2;
    if (typeLength == TOOL_USE.length) {
      content.toolCalls.add(
          new ToolCall(toolText(base, B_ID, -1), toolText(base, B_NAME, MEMO_TOOL)));
      return;
    }
    int start = tools[base + 2 * B_CONTENT];
    boolean present = start >= 0 && bytes[start] != 'n';
    int error = tools[base + 2 * B_ERROR];
    content.toolResults.add(
        new ToolResult(
            toolText(base, B_CALL, -1),
            present ? line.length(start, tools[base + 2 * B_CONTENT + 1]) : 0,
            error >= 0 && bytes[error] == 't'));
  }

  private String toolText(int base, int slot, int memo) throws Unsure {
    int start = tools[base + 2 * slot];
    return start >= 0 && json.bytes[start] == '"'
        ? texts.text(json, start, tools[base + 2 * slot + 1], memo)
        : "";
  }

  private String text(int slot, int memo) throws Unsure {
    return from[slot] >= 0 && json.bytes[from[slot]] == '"'
        ? texts.text(json, from[slot], to[slot], memo)
        : null;
  }
}
