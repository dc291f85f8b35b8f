package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.read.JsonBytes.Unsure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes the strings that are kept, and gives the same object again where a value repeats that of
 * the line before, as most do.
 */
final class KeptText {
  private final Pattern[] last;
  private final String[] lastText;

  /**
   * @param memos values that are remembered
   */
  KeptText(int memos) {
    last = new Pattern[memos];
    lastText = new String[memos];
    Arrays.fill(last, new Pattern(new byte[] {'\n'}));
  }

  /**
   * Goes past a string, at whose first quote the line is; a value that repeats the one before is
   * compared with it rather than searched for its end.
   *
   * @param memo which value it is
   */
  void skip(JsonBytes json, int memo) throws Unsure {
    json.at++;
    Pattern expected = last[memo];
    if (expected.isAt(json.bytes, json.at, json.end)) {
      json.at += expected.length();
    } else {
      json.skipString();
    }
  }

  /**
   * The string whose quotes stand at both ends of a stretch of the line.
   *
   * @param memo which value it is; -1 when repeats are not to be expected
   */
  String text(JsonBytes json, int from, int to, int memo) throws Unsure {
    int start = from + 1;
    if (memo < 0) {
      return decode(json, start, to - 1);
    }
    Pattern expected = last[memo];
    if (expected.length() != to - start || !expected.isAt(json.bytes, start, json.end)) {
      lastText[memo] = decode(json, start, to - 1);
      last[memo] = new Pattern(Arrays.copyOfRange(json.bytes, start, to));
    }
    return lastText[memo];
  }

  private static String decode(JsonBytes json, int start, int stop) throws Unsure {
    String text = new String(json.bytes, start, stop - start, StandardCharsets.UTF_8);
    // Bytes that are no UTF-8 come out as this character, which may also be in the log as such.
    if (text.length() != stop - start && text.indexOf('\uFFFD') >= 0) {
      throw json.unsure();
    }
    return text.indexOf('\\') < 0 ? text : unescape(json, text);
  }

  private static String unescape(JsonBytes json, String text) throws Unsure {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      // Before a backslash that ends the text there would be no closing quote.
      char kind = text.charAt(at++);
      int simple = "\"\\/bfnrt".indexOf(kind);
      if (simple < 0) {
        // A spelled-out character is rare here, and half of a pair rarer.
        throw json.unsure();
      }
      out.append("\"\\/\b\f\n\r\t".charAt(simple));
    }
    return out.toString();
  }
}
