package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.read.JsonBytes.Unsure;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code usage} from bytes: plain counts, and nothing odd. */
final class FastUsage {
  private static final KeyTable KEY_TABLE =
      new KeyTable(
          List.of(
              "input_tokens",
              "output_tokens",
              "cache_creation_input_tokens",
              "cache_read_input_tokens",
              "ephemeral_5m_input_tokens",
              "ephemeral_1h_input_tokens",
              "web_search_requests",
              "cache_creation",
              "server_tool_use",
              "iterations",
              "speed",
              "service_tier",
              "inference_geo",
              "type",
              "model",
              "web_fetch_requests",
              "output_tokens_details"));

  /** Digits that fit below {@link Counts#MAX} whatever they are. */
  private static final int SAFE_DIGITS = 12;

  private static final int MEMOS = 8;

  private final JsonBytes json;
  private final KeyReader keys = new KeyReader(KEY_TABLE);
  private final KeyReader iterationKeys = new KeyReader(KEY_TABLE);
  private final KeyReader innerKeys = new KeyReader(KEY_TABLE);
  private final KeptText texts = new KeptText(MEMOS);

  FastUsage(JsonBytes json) {
    this.json = json;
  }

  /** Reads the object that begins here. */
  UsageDraft read() throws Unsure {
    UsageDraft draft = new UsageDraft();
    read(draft, false);
    return draft;
  }

  private void read(UsageDraft draft, boolean iteration) throws Unsure {
    KeyReader own = iteration ? iterationKeys : keys;
    own.open();
    json.at++;
    if (json.peek() == '}') {
      json.at++;
      return;
    }
    while (true) {
      json.expect('"');
      int key = own.read(json);
      byte first = json.peek();
      switch (key) {
        case 0 -> draft.input = count(first);
        case 1 -> draft.output = count(first);
        case 2 -> draft.flatWrite = count(first);
        case 3 -> draft.cacheRead = count(first);
        case 7 -> cacheCreation(draft, first);
        case 8 -> {
          if (iteration) {
            json.skipValue(first);
          } else {
            draft.webSearches = webSearches(first);
          }
        }
        case 9 -> {
          if (iteration) {
            json.skipValue(first);
          } else {
            draft.iterations = iterations(first);
          }
        }
        case 10 -> draft.speed = text(first, 0);
        case 11 -> draft.serviceTier = text(first, 1);
        case 12 -> draft.inferenceGeo = text(first, 2);
        case 13 -> draft.type = text(first, 3);
        case 14 -> draft.model = text(first, 4);
        default -> json.skipValue(first);
      }
      if (isLast('}')) {
        return;
      }
    }
  }

  private List<UsageDraft> iterations(byte first) throws Unsure {
    List<UsageDraft> iterations = new ArrayList<>(2);
    if (first != '[') {
      json.skipValue(first);
      return iterations;
    }
    json.at++;
    if (json.peek() == ']') {
      json.at++;
      return iterations;
    }
    do {
      byte item = json.peek();
      if (item == '{') {
        UsageDraft draft = new UsageDraft();
        read(draft, true);
        iterations.add(draft);
      } else {
        json.skipValue(item);
      }
    } while (!isLast(']'));
    return iterations;
  }

  private void cacheCreation(UsageDraft draft, byte first) throws Unsure {
    draft.split5m = 0;
    draft.split1h = 0;
    innerKeys.open();
    if (first != '{') {
      json.skipValue(first);
      return;
    }
    json.at++;
    if (json.peek() == '}') {
      json.at++;
      return;
    }
    do {
      json.expect('"');
      int key = innerKeys.read(json);
      byte value = json.peek();
      switch (key) {
        case 4 -> draft.split5m = count(value);
        case 5 -> draft.split1h = count(value);
        default -> json.skipValue(value);
      }
    } while (!isLast('}'));
  }

  private long webSearches(byte first) throws Unsure {
    long searches = 0;
    innerKeys.open();
    if (first != '{') {
      json.skipValue(first);
      return 0;
    }
    json.at++;
    if (json.peek() == '}') {
      json.at++;
      return 0;
    }
    do {
      json.expect('"');
      int key = innerKeys.read(json);
      byte value = json.peek();
      if (key == 6) {
        searches = count(value);
      } else {
        json.skipValue(value);
      }
    } while (!isLast('}'));
    return searches;
  }

  /** Goes past a comma or the end of a container, and says which. */
  private boolean isLast(char close) throws Unsure {
    byte b = json.peek();
    json.at++;
    if (b == close) {
      return true;
    }
    if (b != ',') {
      throw json.unsure();
    }
    json.peek();
    return false;
  }

  private String text(byte first, int memo) throws Unsure {
    int from = json.at;
    json.skipValue(first);
    return first == '"' ? texts.text(json, from, json.at, memo) : null;
  }

  private long count(byte first) throws Unsure {
    int from = json.at;
    if (first == 'n') {
      json.skipValue(first);
      return 0;
    }
    long value = 0;
    byte b = first;
    while (b >= '0' && b <= '9') {
      value = value * 10 + b - '0';
      b = json.bytes[++json.at];
    }
    int digits = json.at - from;
    boolean plain = digits == 1 || (digits > 1 && digits <= SAFE_DIGITS && first != '0');
    if (!plain || b == '.' || b == 'e' || b == 'E') {
      throw json.unsure();
    }
    return value;
  }
}
