package dev.tokenlake.parsing.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Reads one JSON object with Jackson, token by token. It decides what a line says; {@link
 * FastParser} may only be quicker to say the same.
 *
 * <p>Outside of strings the grammar is that of RFC 8259. Inside of them any byte may stand: control
 * characters, broken UTF-8 and broken escapes cost the string at most that character.
 */
final class ExactParser {
  /** Deepest nesting of arrays and objects read. */
  static final int MAX_DEPTH = 1000;

  private final JsonFactory factory =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          // Keys come out of the logs: their table may neither outlive a reader nor refuse a line.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private RecordDraft draft = new RecordDraft();
  private int end;
  private RejectReason problem = RejectReason.NOT_JSON;

  /** What the last object said. */
  RecordDraft draft() {
    return draft;
  }

  /** Where the last object ended. */
  int end() {
    return end;
  }

  /** Why there was no object. */
  RejectReason problem() {
    return problem;
  }

  /** Reads the object that begins at a place of the line, and says whether there is one. */
  boolean parse(Line line, int from) {
    // Bytes like these make Jackson guess at other encodings.
    boolean guess = line.bytes[from] <= ' ' || (from + 1 < line.to && line.bytes[from + 1] == 0);
    if (guess) {
      problem = RejectReason.NOT_JSON;
      return false;
    }
    if (parse(line, line.bytes, from, line.to, false)) {
      return true;
    }
    byte[] repaired = StringRepair.repaired(line.bytes, from, line.to);
    boolean asBefore = Arrays.equals(repaired, 0, repaired.length, line.bytes, from, line.to);
    return !asBefore && parse(line, repaired, 0, repaired.length, true);
  }

  private boolean parse(Line line, byte[] bytes, int from, int to, boolean repaired) {
    try (JsonParser json = factory.createParser(bytes, from, to - from)) {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_OBJECT) {
        problem = notAnObject(json, first);
        return false;
      }
      int shift = repaired ? from(line, to) : from;
      RecordTokens tokens = new RecordTokens(json, line, shift, repaired);
      draft = tokens.record();
      end = shift + (int) json.currentLocation().getByteOffset();
      return true;
    } catch (StreamConstraintsException e) {
      problem = RejectReason.TOO_DEEP;
    } catch (JsonEOFException e) {
      problem = RejectReason.TRUNCATED;
    } catch (JsonProcessingException e) {
      // Its message quotes the log, so it goes no further than here.
      problem = RejectReason.NOT_JSON;
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes in memory failed to be read", e);
    }
    return false;
  }

  /** Where a repaired copy, which reaches to the end of the line, begins in it. */
  private static int from(Line line, int length) {
    return line.to - length;
  }

  private static RejectReason notAnObject(JsonParser json, JsonToken first) throws IOException {
    if (first == null) {
      return RejectReason.TRUNCATED;
    }
    json.skipChildren();
    return json.nextToken() == null ? RejectReason.NOT_AN_OBJECT : RejectReason.NOT_JSON;
  }
}
