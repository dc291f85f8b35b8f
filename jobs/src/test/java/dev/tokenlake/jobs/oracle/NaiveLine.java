package dev.tokenlake.jobs.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of one line.
 *
 * @param records none when the line is bad or blank
 * @param damaged whether the line as it stands is no JSON object
 */
record NaiveLine(List<JsonNode> records, boolean damaged) {

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final List<String> BEGINNINGS = List.of("{\"parentUuid\":", "{\"type\":");

  boolean bad() {
    return damaged && records.isEmpty();
  }

  boolean salvaged() {
    return damaged && !records.isEmpty();
  }

  static NaiveLine of(String text) {
    if (text.isBlank()) {
      return new NaiveLine(List.of(), false);
    }
    Optional<JsonNode> whole = object(text);
    if (whole.isPresent()) {
      return new NaiveLine(List.of(whole.get()), false);
    }
    return new NaiveLine(salvage(withoutLeadingNuls(text)), true);
  }

  private static List<JsonNode> salvage(String text) {
    List<JsonNode> glued = gluedObjects(text);
    if (!glued.isEmpty()) {
      return glued;
    }
    for (int at = lastBeginning(text, text.length()); at >= 0; at = lastBeginning(text, at - 1)) {
      Optional<JsonNode> rest = object(text.substring(at));
      if (rest.isPresent()) {
        return List.of(rest.get());
      }
    }
    return List.of();
  }

  /** Where a record may begin, at {@code from} or before; negative when nowhere. */
  private static int lastBeginning(String text, int from) {
    return BEGINNINGS.stream().mapToInt(begin -> text.lastIndexOf(begin, from)).max().orElse(-1);
  }

  /** The objects a line consists of, when it consists of nothing else. */
  private static List<JsonNode> gluedObjects(String text) {
    List<JsonNode> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> values =
        JSON.readerFor(JsonNode.class)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readValues(text)) {
      while (values.hasNextValue()) {
        JsonNode value = values.nextValue();
        if (!value.isObject()) {
          return List.of();
        }
        objects.add(value);
      }
    } catch (IOException e) {
      return List.of();
    }
    return objects;
  }

  /** The object that the text is, when it is one and nothing else. */
  static Optional<JsonNode> object(String text) {
    try {
      JsonNode value = JSON.readTree(text);
      return value.isObject() ? Optional.of(value) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String withoutLeadingNuls(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == '\0') {
      start++;
    }
    return text.substring(start);
  }
}
