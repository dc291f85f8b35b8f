package dev.tokenlake.parsing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokenlake.parsing.entry.ApiErrorEntry;
import dev.tokenlake.parsing.entry.CompactionEntry;
import dev.tokenlake.parsing.entry.Envelope;
import dev.tokenlake.parsing.entry.FallbackEntry;
import dev.tokenlake.parsing.entry.Iteration;
import dev.tokenlake.parsing.entry.LineRef;
import dev.tokenlake.parsing.entry.LogEntry;
import dev.tokenlake.parsing.entry.LoggedUsage;
import dev.tokenlake.parsing.entry.PermissionModeEntry;
import dev.tokenlake.parsing.entry.PromptKind;
import dev.tokenlake.parsing.entry.ResponseEntry;
import dev.tokenlake.parsing.entry.TokenUsage;
import dev.tokenlake.parsing.entry.ToolCall;
import dev.tokenlake.parsing.entry.ToolResult;
import dev.tokenlake.parsing.entry.TurnDurationEntry;
import dev.tokenlake.parsing.entry.UserEntry;
import dev.tokenlake.parsing.entry.WorktreeEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The rules of reading once more, in the plainest way: a tree of the whole line, and a look-up for
 * each value. Sizes are not told: a tree forgets them.
 */
final class NaiveRecords {
  private static final BigDecimal MAX = BigDecimal.valueOf(1_000_000_000_000L);

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();
  private int odd;
  private boolean beyondCount;

  /** Whether a count of the last entry was larger than any can be, so that its line is refused. */
  boolean beyondCount() {
    return beyondCount;
  }

  /** A line as one tree; empty when it is not exactly one object. */
  Optional<JsonNode> tree(byte[] line) throws IOException {
    if (line.length < 2 || line[1] == 0) {
      return Optional.empty();
    }
    try {
      JsonNode node = mapper.readTree(line);
      return Optional.ofNullable(node).filter(JsonNode::isObject);
    } catch (JsonProcessingException | NumberFormatException e) {
      // The tree also gives up on exponents no number can hold.
      return Optional.empty();
    }
  }

  Optional<LogEntry> entry(JsonNode node, LineRef at) {
    beyondCount = false;
    Envelope envelope = envelope(node, at);
    JsonNode message = node.path("message");
    switch (raw(node, "type").orElse("")) {
      case "assistant" -> {
        return Optional.of(response(node, envelope, false));
      }
      case "user" -> {
        PromptKind kind = kind(node, message.path("content"));
        return Optional.of(
            new UserEntry(
                envelope,
                kind,
                text(node, "promptId"),
                text(node, "promptSource"),
                text(node, "permissionMode"),
                0,
                kind == PromptKind.TOOL_RESULT ? results(message.path("content")) : List.of()));
      }
      case "progress" -> {
        return embedded(node, at);
      }
      case "permission-mode" -> {
        return Optional.of(new PermissionModeEntry(envelope, text(node, "permissionMode")));
      }
      case "worktree-state" -> {
        JsonNode session = node.path("worktreeSession");
        return session.isObject()
            ? Optional.of(
                new WorktreeEntry(
                    envelope, text(session, "originalCwd"), text(session, "worktreePath")))
            : Optional.empty();
      }
      case "system" -> {
        return system(node, envelope);
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private Optional<LogEntry> system(JsonNode node, Envelope envelope) {
    return switch (raw(node, "subtype").orElse("")) {
      case "compact_boundary" ->
          Optional.of(compaction(node.path("compactMetadata"), envelope, false));
      case "microcompact_boundary" ->
          Optional.of(compaction(node.path("microcompactMetadata"), envelope, true));
      case "api_error" ->
          Optional.of(
              new ApiErrorEntry(
                  envelope,
                  plainInt(node.path("error").path("status")),
                  plainInt(node.path("retryAttempt")),
                  plainInt(node.path("maxRetries")),
                  plain(node.path("retryInMs"))));
      case "turn_duration" ->
          Optional.of(
              new TurnDurationEntry(
                  envelope, plain(node.path("durationMs")), plain(node.path("messageCount"))));
      case "model_refusal_fallback" -> Optional.of(new FallbackEntry(envelope));
      default -> Optional.empty();
    };
  }

  private static CompactionEntry compaction(JsonNode data, Envelope envelope, boolean micro) {
    return new CompactionEntry(
        envelope,
        micro,
        text(data, "trigger"),
        plain(data.path("preTokens")),
        plain(data.path("postTokens")),
        plain(data.path("tokensSaved")),
        plain(data.path("durationMs")));
  }

  private Optional<LogEntry> embedded(JsonNode outer, LineRef at) {
    JsonNode data = outer.path("data");
    JsonNode inner = data.path("message");
    if (!raw(inner, "type").orElse("").equals("assistant")) {
      return Optional.empty();
    }
    Envelope around = envelope(outer, at);
    Envelope envelope =
        new Envelope(
            at,
            raw(inner, "uuid").isPresent() ? text(inner, "uuid") : around.uuid(),
            raw(inner, "parentUuid").isPresent() ? text(inner, "parentUuid") : around.parentUuid(),
            around.sessionId(),
            raw(inner, "timestamp").isPresent()
                ? timestamp(inner.path("timestamp"))
                : around.timestamp(),
            around.cwd(),
            around.gitBranch(),
            around.version(),
            around.entrypoint(),
            raw(data, "agentId").isPresent() ? text(data, "agentId") : around.agentId(),
            around.sidechain() || isTrue(inner, "isSidechain"),
            around.forked() || inner.hasNonNull("forkedFrom"));
    ResponseEntry response = response(inner, envelope, true);
    if (raw(inner, "requestId").isPresent()) {
      return Optional.of(response);
    }
    return Optional.of(
        new ResponseEntry(
            envelope,
            response.messageId(),
            text(outer, "requestId"),
            response.model(),
            response.stopReason(),
            response.refusalCategory(),
            response.usage(),
            response.loggedCostUsd(),
            true,
            response.apiError(),
            response.aborted(),
            response.toolCalls()));
  }

  private ResponseEntry response(JsonNode node, Envelope envelope, boolean embedded) {
    JsonNode message = node.path("message");
    List<ToolCall> calls = new ArrayList<>();
    if (message.path("content").isArray()) {
      for (JsonNode block : message.path("content")) {
        if (raw(block, "type").orElse("").equals("tool_use")) {
          calls.add(new ToolCall(raw(block, "id").orElse(""), raw(block, "name").orElse("")));
        }
      }
    }
    JsonNode cost = node.path("costUSD");
    return new ResponseEntry(
        envelope,
        text(message, "id"),
        text(node, "requestId"),
        text(message, "model"),
        text(message, "stop_reason"),
        text(message.path("stop_details"), "category"),
        message.path("usage").isObject()
            ? Optional.of(usage(message.path("usage")))
            : Optional.empty(),
        cost.isNumber()
                && cost.decimalValue().signum() >= 0
                && cost.decimalValue().compareTo(BigDecimal.valueOf(1_000_000_000)) < 0
                && Math.abs(cost.decimalValue().scale()) <= 40
            ? Optional.of(cost.decimalValue())
            : Optional.empty(),
        embedded,
        isTrue(node, "isApiErrorMessage"),
        isTrue(node, "isAbortedMidStream"),
        calls);
  }

  private LoggedUsage usage(JsonNode usage) {
    odd = 0;
    TokenUsage tokens = tokens(usage);
    long searches = count(usage.path("server_tool_use").path("web_search_requests"));
    List<Iteration> iterations = new ArrayList<>();
    if (usage.path("iterations").isArray()) {
      for (JsonNode iteration : usage.path("iterations")) {
        if (iteration.isObject()) {
          iterations.add(
              new Iteration(
                  raw(iteration, "type").orElse(""), text(iteration, "model"), tokens(iteration)));
        }
      }
    }
    return new LoggedUsage(
        tokens,
        iterations,
        text(usage, "speed"),
        text(usage, "service_tier"),
        text(usage, "inference_geo"),
        searches,
        odd);
  }

  private TokenUsage tokens(JsonNode usage) {
    JsonNode split = usage.path("cache_creation");
    return TokenUsage.ofLogged(
        count(usage.path("input_tokens")),
        count(usage.path("output_tokens")),
        count(usage.path("cache_creation_input_tokens")),
        count(split.path("ephemeral_5m_input_tokens")),
        count(split.path("ephemeral_1h_input_tokens")),
        count(usage.path("cache_read_input_tokens")));
  }

  private long count(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return 0;
    }
    if (node.isNumber()) {
      return count(node.decimalValue());
    }
    odd++;
    if (!node.isTextual() || !node.textValue().matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
      return 0;
    }
    int before = odd;
    long value = count(new BigDecimal(node.textValue()));
    odd = before;
    return value;
  }

  private long count(BigDecimal value) {
    if (value.signum() < 0) {
      odd++;
      return 0;
    }
    if (value.compareTo(MAX) > 0) {
      beyondCount = true;
      return 0;
    }
    BigDecimal floor = value.setScale(0, RoundingMode.FLOOR);
    odd += floor.compareTo(value) == 0 ? 0 : 1;
    return floor.longValue();
  }

  private static OptionalLong plain(JsonNode node) {
    return node.isNumber()
        ? OptionalLong.of(
            node.decimalValue()
                .setScale(0, RoundingMode.FLOOR)
                .max(BigDecimal.ZERO)
                .min(MAX)
                .longValue())
        : OptionalLong.empty();
  }

  private static OptionalInt plainInt(JsonNode node) {
    OptionalLong value = plain(node);
    return value.isPresent()
        ? OptionalInt.of((int) Math.min(Integer.MAX_VALUE, value.getAsLong()))
        : OptionalInt.empty();
  }

  private static PromptKind kind(JsonNode node, JsonNode content) {
    if (isTrue(node, "isCompactSummary")) {
      return PromptKind.COMPACT_SUMMARY;
    }
    if (node.hasNonNull("toolUseResult") || !results(content).isEmpty()) {
      return PromptKind.TOOL_RESULT;
    }
    if (isTrue(node, "isMeta")) {
      return PromptKind.META;
    }
    String first = content.isTextual() ? content.textValue() : "";
    if (content.isArray()) {
      for (JsonNode block : content) {
        if (raw(block, "type").orElse("").equals("text") && block.path("text").isTextual()) {
          first = block.path("text").textValue();
          break;
        }
      }
    }
    if (first.startsWith("[Request interrupted")) {
      return PromptKind.INTERRUPTED;
    }
    return first.matches(
            "(?s)<(command-|local-command-|bash-input>|bash-stdout>|bash-stderr>|user-memory-input>).*")
        ? PromptKind.COMMAND
        : PromptKind.TYPED;
  }

  private static List<ToolResult> results(JsonNode content) {
    List<ToolResult> results = new ArrayList<>();
    if (content.isArray()) {
      for (JsonNode block : content) {
        if (raw(block, "type").orElse("").equals("tool_result")) {
          results.add(
              new ToolResult(raw(block, "tool_use_id").orElse(""), 0, isTrue(block, "is_error")));
        }
      }
    }
    return results;
  }

  private static Envelope envelope(JsonNode node, LineRef at) {
    return new Envelope(
        at,
        text(node, "uuid"),
        text(node, "parentUuid"),
        text(node, "sessionId"),
        timestamp(node.path("timestamp")),
        text(node, "cwd"),
        text(node, "gitBranch"),
        text(node, "version"),
        text(node, "entrypoint"),
        text(node, "agentId"),
        isTrue(node, "isSidechain"),
        node.hasNonNull("forkedFrom"));
  }

  private static Optional<Instant> timestamp(JsonNode node) {
    if (!node.isTextual()
        || !node.textValue()
            .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)")
        || node.textValue().contains("T24")) {
      return Optional.empty();
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(node.textValue());
      return time.getYear() >= 2000 && time.getYear() <= 2100
          ? Optional.of(time.toInstant())
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isTrue(JsonNode node, String key) {
    return node.path(key).isBoolean() && node.path(key).booleanValue();
  }

  private static Optional<String> text(JsonNode node, String key) {
    return raw(node, key).filter(value -> !value.isEmpty());
  }

  static Optional<String> raw(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isTextual()
        ? Optional.of(StringRepair.wellFormed(value.textValue()))
        : Optional.empty();
  }
}
