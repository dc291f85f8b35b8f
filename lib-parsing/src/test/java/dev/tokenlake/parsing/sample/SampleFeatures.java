package dev.tokenlake.parsing.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Tells which structures of real logs an archive holds. */
final class SampleFeatures {

  enum Feature {
    NESTED_AGENT,
    FLAT_AGENT,
    AGENT_META,
    AGENTS_AT_THE_SAME_TIME,
    COPIED_PARENT_LINES,
    SEVERAL_LINES_PER_RESPONSE,
    OUTPUT_GROWS,
    PLACEHOLDER_THEN_FINAL,
    NEVER_FINAL,
    OTHER_LINES_WITHIN_A_RESPONSE,
    FORK,
    COMPACT_BOUNDARY,
    COMPACT_SUMMARY,
    CACHE_MISS,
    WRITE_5M,
    WRITE_1H,
    WRITES_OF_BOTH_KINDS,
    NO_SPLIT,
    NO_REQUEST_ID,
    ITERATIONS,
    PROGRESS_EMBEDDED,
    AGENT_WITHOUT_FILE,
    ATTACHMENT,
    SUMMARY,
    FILE_HISTORY_SNAPSHOT,
    QUEUE_OPERATION,
    PERMISSION_MODE,
    WORKTREE_STATE,
    WORKTREE_CWD,
    CWD_CHANGES,
    TURN_DURATION,
    API_ERROR,
    SYNTHETIC_ERROR,
    SESSION_WITHOUT_RESPONSE,
    SPLICED_LINE,
    NO_FINAL_NEWLINE,
    USAGE_WITHIN_TEXT,
    LINE_SEPARATOR_WITHIN_TEXT,
    SEVERAL_MODELS,
    PROJECTS_OF_THE_SAME_NAME
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<Feature> found = EnumSet.noneOf(Feature.class);
  private final Set<String> models = new TreeSet<>();
  private final Set<String> cwds = new TreeSet<>();
  private final SortedSet<LocalDate> days = new TreeSet<>();
  private final Set<String> agentFiles = new TreeSet<>();
  private final Set<String> agentsTold = new TreeSet<>();
  private final Map<String, Path> fileOfMessage = new HashMap<>();
  private final Map<String, List<String>> agentStarts = new HashMap<>();

  static Set<Feature> of(Path root) throws IOException {
    return read(root).found;
  }

  /** Days on which something happens. */
  static SortedSet<LocalDate> days(Path root) throws IOException {
    return read(root).days;
  }

  private static SampleFeatures read(Path root) throws IOException {
    SampleFeatures features = new SampleFeatures();
    List<Path> files;
    try (Stream<Path> all = Files.walk(root.resolve("projects"))) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      if (file.toString().endsWith(".jsonl")) {
        features.readLog(file);
      } else {
        features.found.add(Feature.AGENT_META);
      }
    }
    features.conclude();
    return features;
  }

  private void readLog(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    foundIf(!text.endsWith("\n"), Feature.NO_FINAL_NEWLINE);
    String name = file.getFileName().toString();
    boolean agent = name.startsWith("agent-");
    if (agent) {
      agentFiles.add(name);
      boolean nested = file.getParent().endsWith("subagents");
      found.add(nested ? Feature.NESTED_AGENT : Feature.FLAT_AGENT);
    }
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      try {
        lines.add(JSON.readTree(line));
      } catch (JsonProcessingException e) {
        found.add(Feature.SPLICED_LINE);
      }
      foundIf(line.contains("\u2028"), Feature.LINE_SEPARATOR_WITHIN_TEXT);
      foundIf(line.contains("\\\"usage\\\":{"), Feature.USAGE_WITHIN_TEXT);
    }
    lines.forEach(this::readLine);
    List<JsonNode> replies = lines.stream().filter(SampleFeatures::isReply).toList();
    foundIf(replies.isEmpty(), Feature.SESSION_WITHOUT_RESPONSE);
    readResponses(file, lines);
    if (!agent) {
      readContext(lines);
    }
  }

  private void readLine(JsonNode line) {
    foundIf(line.has("forkedFrom"), Feature.FORK);
    foundIf(line.has("isCompactSummary"), Feature.COMPACT_SUMMARY);
    if (line.has("timestamp")) {
      Instant at = Instant.parse(line.get("timestamp").textValue());
      days.add(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }
    String cwd = line.path("cwd").asText();
    cwds.add(cwd);
    foundIf(cwd.contains("/.claude/worktrees/"), Feature.WORKTREE_CWD);
    switch (line.path("type").asText() + "/" + line.path("subtype").asText()) {
      case "attachment/" -> found.add(Feature.ATTACHMENT);
      case "summary/" -> found.add(Feature.SUMMARY);
      case "file-history-snapshot/" -> found.add(Feature.FILE_HISTORY_SNAPSHOT);
      case "queue-operation/" -> found.add(Feature.QUEUE_OPERATION);
      case "permission-mode/" -> found.add(Feature.PERMISSION_MODE);
      case "worktree-state/" -> found.add(Feature.WORKTREE_STATE);
      case "system/compact_boundary" -> found.add(Feature.COMPACT_BOUNDARY);
      case "system/turn_duration" -> found.add(Feature.TURN_DURATION);
      case "system/api_error" -> found.add(Feature.API_ERROR);
      case "progress/" -> readProgress(line);
      case "assistant/" -> readReply(line);
      default -> {
        // nothing of interest
      }
    }
  }

  private void readProgress(JsonNode line) {
    String agent = line.at("/data/agentId").asText();
    agentsTold.add("agent-" + agent + ".jsonl");
    foundIf(isReply(line.at("/data/message")), Feature.PROGRESS_EMBEDDED);
    agentStarts
        .computeIfAbsent(agent, key -> new ArrayList<>())
        .add(line.at("/data/message/timestamp").textValue());
  }

  private void readReply(JsonNode line) {
    JsonNode message = line.get("message");
    if (!isReply(line)) {
      found.add(Feature.SYNTHETIC_ERROR);
      return;
    }
    models.add(message.get("model").textValue());
    JsonNode usage = message.get("usage");
    long brief = usage.at("/cache_creation/ephemeral_5m_input_tokens").asLong();
    long hour = usage.at("/cache_creation/ephemeral_1h_input_tokens").asLong();
    foundIf(brief > 0, Feature.WRITE_5M);
    foundIf(hour > 0, Feature.WRITE_1H);
    foundIf(brief > 0 && hour > 0, Feature.WRITES_OF_BOTH_KINDS);
    foundIf(!usage.has("cache_creation"), Feature.NO_SPLIT);
    foundIf(!line.has("requestId"), Feature.NO_REQUEST_ID);
    foundIf(usage.has("iterations"), Feature.ITERATIONS);
  }

  /** What the lines of one response have to do with each other. */
  private void readResponses(Path file, List<JsonNode> lines) {
    Map<String, Integer> lastAt = new HashMap<>();
    Map<String, Boolean> finals = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!isReply(lines.get(i))) {
        continue;
      }
      JsonNode message = lines.get(i).get("message");
      String id = message.get("id").textValue();
      boolean ended = !message.get("stop_reason").isNull();
      Path other = fileOfMessage.putIfAbsent(id, file);
      foundIf(other != null && file.toString().contains("acompact"), Feature.COPIED_PARENT_LINES);
      Integer before = lastAt.put(id, i);
      if (before != null) {
        JsonNode earlier = lines.get(before).get("message");
        long grown =
            message.at("/usage/output_tokens").asLong()
                - earlier.at("/usage/output_tokens").asLong();
        found.add(Feature.SEVERAL_LINES_PER_RESPONSE);
        foundIf(grown > 0, Feature.OUTPUT_GROWS);
        foundIf(
            grown > 0 && ended && earlier.get("stop_reason").isNull(),
            Feature.PLACEHOLDER_THEN_FINAL);
        foundIf(before < i - 1, Feature.OTHER_LINES_WITHIN_A_RESPONSE);
      }
      finals.merge(id, ended, Boolean::logicalOr);
    }
    foundIf(finals.containsValue(false), Feature.NEVER_FINAL);
  }

  /** What a session's main thread tells of its context and place. */
  private void readContext(List<JsonNode> lines) {
    Set<String> places = new TreeSet<>();
    long before = 0;
    for (JsonNode line : lines) {
      if (line.has("cwd")) {
        places.add(line.get("cwd").textValue());
      }
      if (line.path("subtype").asText().equals("compact_boundary")) {
        before = 0;
      }
      if (isReply(line)) {
        JsonNode usage = line.at("/message/usage");
        long read = usage.get("cache_read_input_tokens").asLong();
        long context = read + usage.get("cache_creation_input_tokens").asLong();
        foundIf(before > 0 && context > before && read < context / 2, Feature.CACHE_MISS);
        before = context;
      }
    }
    foundIf(places.size() > 1, Feature.CWD_CHANGES);
  }

  private void conclude() {
    foundIf(models.size() >= 4, Feature.SEVERAL_MODELS);
    foundIf(
        cwds.contains("/home/dev/work/api") && cwds.contains("/home/dev/clients/api"),
        Feature.PROJECTS_OF_THE_SAME_NAME);
    agentsTold.removeAll(agentFiles);
    foundIf(!agentsTold.isEmpty(), Feature.AGENT_WITHOUT_FILE);
    List<List<String>> runs = List.copyOf(agentStarts.values());
    for (List<String> one : runs) {
      for (List<String> other : runs) {
        String start = other.get(0);
        foundIf(
            one != other
                && start.compareTo(one.get(0)) >= 0
                && start.compareTo(one.get(one.size() - 1)) < 0,
            Feature.AGENTS_AT_THE_SAME_TIME);
      }
    }
  }

  private static boolean isReply(JsonNode line) {
    return line.path("type").asText().equals("assistant")
        && !line.at("/message/model").asText().equals("<synthetic>");
  }

  private void foundIf(boolean condition, Feature feature) {
    if (condition) {
      found.add(feature);
    }
  }
}
