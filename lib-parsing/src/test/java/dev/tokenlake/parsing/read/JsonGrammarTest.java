package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The grammar that checks what is dropped of long lines, against Jackson. */
class JsonGrammarTest {
  private static final List<String> TOKENS =
      List.of(
          "{", "}", "[", "]", ":", ",", "\"a\"", "\"\"", "0", "1", "-", "12", "0.5", "1e3", "E",
          "+", ".", "-0", "9E-2", "true", "false", "null", "tru", " ", "\t", "{\"a\":", "[1,", "{}",
          "[]", "\"k\":1", "x", "01");

  private final JsonFactory factory = new JsonFactory();

  /** One value, or objects one behind the other. */
  private boolean isJson(String text) throws IOException {
    try (JsonParser json = factory.createParser(text)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        return true;
      }
      json.skipChildren();
      JsonToken next = json.nextToken();
      while (next == JsonToken.START_OBJECT && first == JsonToken.START_OBJECT) {
        json.skipChildren();
        next = json.nextToken();
      }
      return next == null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean accepts(String text) {
    JsonGrammar grammar = new JsonGrammar();
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '"') {
        if (!inString) {
          grammar.read((byte) c);
        }
        continue;
      }
      inString = !inString;
      if (!inString) {
        grammar.string();
      }
    }
    return grammar.problemAtEnd().isEmpty();
  }

  @Test
  void acceptsWhatJacksonAccepts() throws IOException {
    Random random = new Random(11);
    int accepted = 0;
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder();
      int tokens = 1 + random.nextInt(9);
      for (int t = 0; t < tokens; t++) {
        text.append(TOKENS.get(random.nextInt(TOKENS.size())));
      }
      // Most would die of their first bracket: they get what closes them.
      for (int at = text.length() - 1; at >= 0 && random.nextInt(4) > 0; at--) {
        char c = text.charAt(at);
        if (c == '{' || c == '[') {
          text.append(c == '{' ? '}' : ']');
        }
      }
      boolean json = isJson(text.toString());
      assertThat(accepts(text.toString())).as(text.toString()).isEqualTo(json);
      accepted += json ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(10_000);
  }

  @Test
  void depthIsThatOfTheExactParser() throws IOException {
    String open = "[".repeat(ExactParser.MAX_DEPTH);
    assertThat(accepts(open + "]".repeat(ExactParser.MAX_DEPTH))).isTrue();
    assertThat(isJson(open + "]".repeat(ExactParser.MAX_DEPTH))).isTrue();
    assertThat(accepts(open + "[]" + "]".repeat(ExactParser.MAX_DEPTH))).isFalse();
    assertThat(isJson(open + "[]" + "]".repeat(ExactParser.MAX_DEPTH))).isFalse();
  }
}
