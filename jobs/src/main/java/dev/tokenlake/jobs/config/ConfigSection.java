package dev.tokenlake.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Keys and values of one place in a configuration. What is wrong with them becomes a problem that
 * names the place, and reading goes on, so that all problems are told at once.
 */
final class ConfigSection {
  private final String where;

  /** What goes before a key of this section in the name of the place it leads to. */
  private final String before;

  private final JsonNode node;
  private final List<String> problems;

  /**
   * @param where file and keys that lead here, for messages
   * @param node missing or null for a section that is not there
   * @param problems what is wrong is added here
   */
  ConfigSection(String where, JsonNode node, List<String> problems) {
    this(where, where + ".", node, problems);
  }

  private ConfigSection(String where, String before, JsonNode node, List<String> problems) {
    this.where = where;
    this.before = before;
    this.node = node;
    this.problems = problems;
    if (!isAbsent(node) && !node.isObject()) {
      problem("expected keys and values");
    }
  }

  /** A whole file. */
  static ConfigSection ofFile(String file, JsonNode root, List<String> problems) {
    return new ConfigSection(file, file + ": ", root, problems);
  }

  void problem(String text) {
    problems.add(where + ": " + text);
  }

  /** Refuses every key but these. */
  void allow(Collection<String> keys) {
    for (String name : keys()) {
      if (!keys.contains(name)) {
        problem(
            "unknown key %s; known are %s".formatted(name, String.join(", ", new TreeSet<>(keys))));
      }
    }
  }

  /** All keys there are. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** A single value as text; empty when the key is not there. */
  Optional<String> text(String key) {
    JsonNode value = node.path(key);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    if (value.isContainerNode()) {
      problem(key + " is no single value");
      return Optional.empty();
    }
    return Optional.of(value.asText());
  }

  /** As {@link #text}; a missing key is a problem, unless the section itself is one. */
  Optional<String> required(String key) {
    if (isThere() && isAbsent(node.path(key))) {
      problem("missing " + key);
    }
    return text(key);
  }

  /** One value or a list of them. */
  List<String> texts(String key) {
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      return text(key).stream().toList();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (item.isContainerNode() || item.isNull()) {
        problem(key + " holds something that is no single value");
      } else {
        texts.add(item.asText());
      }
    }
    return texts;
  }

  Optional<LocalDate> date(String key) {
    return text(key).flatMap(value -> date(key, value));
  }

  /** A day as text, such as an element of {@link #texts}. */
  Optional<LocalDate> date(String key, String value) {
    try {
      return Optional.of(LocalDate.parse(value));
    } catch (DateTimeParseException e) {
      problem("%s is no date (YYYY-MM-DD): %s".formatted(key, value));
      return Optional.empty();
    }
  }

  Optional<BigDecimal> decimal(String key) {
    return text(key)
        .flatMap(
            value -> {
              try {
                return Optional.of(new BigDecimal(value));
              } catch (NumberFormatException e) {
                problem("%s is no number: %s".formatted(key, value));
                return Optional.empty();
              }
            });
  }

  Optional<Boolean> flag(String key) {
    JsonNode value = node.path(key);
    if (!isAbsent(value) && !value.isBoolean()) {
      problem(key + " is neither true nor false: " + value.asText());
      return Optional.empty();
    }
    return isAbsent(value) ? Optional.empty() : Optional.of(value.booleanValue());
  }

  /** The constant of this name, in lower case in the file. */
  <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    Optional<String> text = text(key);
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(java.util.Locale.ROOT);
      if (text.filter(name::equals).isPresent()) {
        return Optional.of(constant);
      }
      names.add(name);
    }
    text.ifPresent(
        value -> problem("%s is none of %s: %s".formatted(key, String.join(", ", names), value)));
    return Optional.empty();
  }

  /** Every key with its value as text. */
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    keys().forEach(name -> text(name).ifPresent(value -> fields.put(name, value)));
    return fields;
  }

  ConfigSection section(String key) {
    return new ConfigSection(before + key, node.path(key), problems);
  }

  /** All of it as JSON; an object without keys when it is not there. */
  String json() {
    return isThere() ? node.toString() : "{}";
  }

  boolean isThere() {
    return node.isObject();
  }

  /** The sections of a list; none when the key is not there. */
  List<ConfigSection> each(String key) {
    JsonNode list = node.path(key);
    List<ConfigSection> sections = new ArrayList<>();
    if (!isAbsent(list) && !list.isArray()) {
      problem(key + " is no list");
    } else {
      for (JsonNode item : list) {
        String place = "%s%s[%d]".formatted(before, key, sections.size() + 1);
        sections.add(new ConfigSection(place, item, problems));
      }
    }
    return sections;
  }

  /** What {@code make} makes; its refusal is a problem of this section. */
  <T> Optional<T> make(Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (IllegalArgumentException e) {
      problem(e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
