package dev.tokenlake.parsing.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tokenlake.parsing.entry.PromptKind;
import dev.tokenlake.parsing.entry.ToolCall;
import dev.tokenlake.parsing.entry.ToolResult;
import dev.tokenlake.parsing.read.MessageDraft.ContentDraft;
import dev.tokenlake.parsing.read.RecordTokens.Scalars;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Walks the tokens of {@code message}: content blocks by size, usage by number. */
final class MessageTokens {
  private final JsonParser json;
  private final Scalars scalars;
  private final Line line;
  private final int shift;

  /**
   * @param shift place in the line at which the parser began
   */
  MessageTokens(JsonParser json, Scalars scalars, Line line, int shift) {
    this.json = json;
    this.scalars = scalars;
    this.line = line;
    this.shift = shift;
  }

  /** Reads the object the parser is at the beginning of. */
  MessageDraft message() throws IOException {
    MessageDraft draft = new MessageDraft();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "id" -> draft.id = scalars.text();
        case "model" -> draft.model = scalars.text();
        case "stop_reason" -> draft.stopReason = scalars.text();
        case "stop_details" -> draft.refusalCategory = textInside("category");
        case "usage" -> draft.usage = isObject() ? usage() : null;
        case "content" -> draft.content = content();
        default -> json.skipChildren();
      }
      json.skipChildren();
    }
    return draft;
  }

  private ContentDraft content() throws IOException {
    ContentDraft draft = new ContentDraft();
    int start = place();
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      draft.textKind = PromptText.kind(json.getText());
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      blocks(draft);
    }
    draft.bytes = lengthFrom(start);
    return draft;
  }

  private void blocks(ContentDraft draft) throws IOException {
    PromptKind firstText = null;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!isObject()) {
        json.skipChildren();
        continue;
      }
      Block block = block();
      if (block.type == null) {
        continue;
      }
      switch (block.type) {
        case "text" -> firstText = firstText == null ? block.textKind : firstText;
        case "tool_use" ->
            draft.toolCalls.add(new ToolCall(orEmpty(block.id), orEmpty(block.name)));
        case "tool_result" ->
            draft.toolResults.add(
                new ToolResult(orEmpty(block.callId), block.contentBytes, block.error));
        default -> {}
      }
    }
    draft.textKind = firstText == null ? PromptKind.TYPED : firstText;
  }

  private Block block() throws IOException {
    Block block = new Block();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "type" -> block.type = scalars.text();
        case "id" -> block.id = scalars.text();
        case "name" -> block.name = scalars.text();
        case "tool_use_id" -> block.callId = scalars.text();
        case "is_error" -> block.error = scalars.flag();
        case "content" -> block.contentBytes = lengthFrom(place());
        case "text" ->
            block.textKind =
                json.currentToken() == JsonToken.VALUE_STRING
                    ? PromptText.kind(json.getText())
                    : null;
        default -> json.skipChildren();
      }
      json.skipChildren();
    }
    return block;
  }

  private UsageDraft usage() throws IOException {
    UsageDraft draft = new UsageDraft();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (!tokens(draft, key)) {
        switch (key) {
          case "server_tool_use" -> draft.webSearches = countInside("web_search_requests");
          case "speed" -> draft.speed = scalars.text();
          case "service_tier" -> draft.serviceTier = scalars.text();
          case "inference_geo" -> draft.inferenceGeo = scalars.text();
          case "iterations" -> draft.iterations = iterations();
          default -> json.skipChildren();
        }
      }
      json.skipChildren();
    }
    return draft;
  }

  private List<UsageDraft> iterations() throws IOException {
    List<UsageDraft> iterations = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return iterations;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!isObject()) {
        json.skipChildren();
        continue;
      }
      UsageDraft draft = new UsageDraft();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        if (!tokens(draft, key)) {
          switch (key) {
            case "type" -> draft.type = scalars.text();
            case "model" -> draft.model = scalars.text();
            default -> json.skipChildren();
          }
        }
        json.skipChildren();
      }
      iterations.add(draft);
    }
    return iterations;
  }

  /** Keys that usages and their iterations share. */
  private boolean tokens(UsageDraft draft, String key) throws IOException {
    switch (key) {
      case "input_tokens" -> draft.input = count();
      case "output_tokens" -> draft.output = count();
      case "cache_creation_input_tokens" -> draft.flatWrite = count();
      case "cache_read_input_tokens" -> draft.cacheRead = count();
      case "cache_creation" -> cacheCreation(draft);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void cacheCreation(UsageDraft draft) throws IOException {
    draft.split5m = 0;
    draft.split1h = 0;
    if (!isObject()) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "ephemeral_5m_input_tokens" -> draft.split5m = count();
        case "ephemeral_1h_input_tokens" -> draft.split1h = count();
        default -> json.skipChildren();
      }
      json.skipChildren();
    }
  }

  private long countInside(String wanted) throws IOException {
    long count = 0;
    if (isObject()) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        count = key.equals(wanted) ? count() : count;
        json.skipChildren();
      }
    }
    return count;
  }

  private String textInside(String wanted) throws IOException {
    String text = null;
    if (isObject()) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        text = key.equals(wanted) ? scalars.text() : text;
        json.skipChildren();
      }
    }
    return text;
  }

  private long count() throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Counts.number(json.getText());
      case VALUE_STRING -> Counts.text(json.getText());
      case VALUE_NULL -> 0;
      default -> Counts.OTHER;
    };
  }

  private boolean isObject() {
    return json.currentToken() == JsonToken.START_OBJECT;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private int place() {
    return shift + (int) json.currentTokenLocation().getByteOffset();
  }

  /** Length in the file of the value that began at a place; null counts as absent. */
  private long lengthFrom(int start) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return 0;
    }
    json.skipChildren();
    json.finishToken();
    return line.length(start, shift + (int) json.currentLocation().getByteOffset());
  }

  /** One content block. */
  private static final class Block {
    private String type;
    private String id;
    private String name;
    private String callId;
    private boolean error;
    private long contentBytes;
    private PromptKind textKind;
  }
}
