package dev.tokenlake.jobs.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * A rule that rows of a table break.
 *
 * @param figures of these rows: numbers and truths by name, and nothing else that rows hold, since
 *     messages tell them
 */
record Violation(String table, String rule, String figures) {
  private static final JsonMapper JSON = new JsonMapper();

  Violation {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(figures, "figures");
  }

  /** From a row of a check: table, rule, and a JSON object or one text of figures. */
  static Violation of(Row row) {
    return new Violation(row.getString(0), row.getString(1), numbers(row.getString(2)));
  }

  private static String numbers(String figures) {
    try {
      return JSON.readTree(figures).properties().stream()
          .filter(field -> isNumber(field.getValue()))
          .map(field -> field.getKey() + "=" + field.getValue())
          .collect(Collectors.joining(", "));
    } catch (JsonProcessingException e) {
      // The key of a row.
      return "";
    }
  }

  private static boolean isNumber(JsonNode value) {
    return value.isNumber() || value.isBoolean() || value.isNull();
  }

  /** For a message. */
  @Override
  public String toString() {
    return figures.isEmpty()
        ? "%s: %s".formatted(table, rule)
        : "%s: %s (%s)".formatted(table, rule, figures);
  }
}
