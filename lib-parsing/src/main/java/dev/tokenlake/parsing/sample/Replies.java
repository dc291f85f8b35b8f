package dev.tokenlake.parsing.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tokenlake.parsing.entry.TokenUsage;
import dev.tokenlake.parsing.sample.ClientVersion.Finality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes responses: one line per content block, each with the usage as far as it was known. */
final class Replies {

  private final Conversation talk;
  private final ClientVersion version;
  private final boolean bedrock;
  private final boolean agent;
  private final Tally tally;

  /**
   * @param bedrock whether there are no request ids and no split of the cache writes
   * @param agent whether these are an agent's, whose output counts are less often final
   */
  Replies(Conversation talk, ClientVersion version, boolean bedrock, boolean agent, Tally tally) {
    this.talk = talk;
    this.version = version;
    this.bedrock = bedrock;
    this.agent = agent;
    this.tally = tally;
  }

  /** What the lines of one response share. */
  private record Reply(
      String id, Optional<String> request, String model, TokenUsage usage, boolean toolUse) {}

  /** The lines of a response, and those of the tools between and after them. */
  void write(String model, TokenUsage usage, List<String> tools, ToolUse.Runner runner) {
    Reply reply =
        new Reply(
            bedrock ? talk.ids.bedrockMessage() : talk.ids.message(),
            bedrock ? Optional.empty() : Optional.of(talk.ids.request()),
            model,
            usage,
            !tools.isEmpty());
    List<Json.Members> blocks = new ArrayList<>();
    if (talk.dice.chance(0.3)) {
      blocks.add(thinking());
    }
    if (tools.isEmpty() || talk.dice.chance(0.4)) {
      blocks.add(text(Filler.slice(talk.dice, (long) talk.dice.skewed(260, 1))));
    }
    int first = blocks.size();
    List<String> ids = tools.stream().map(tool -> talk.ids.tool()).toList();
    for (int i = 0; i < tools.size(); i++) {
      blocks.add(toolUse(ids.get(i), tools.get(i)));
    }
    List<Long> outputs = outputs(usage.output(), blocks.size());
    boolean ends = version.finality() != Finality.RARELY && isSettled(outputs, usage);
    List<ToolUse> open = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      boolean told = ends && (i == blocks.size() - 1 || outputs.get(i) == usage.output());
      Line line = say(reply, blocks.get(i), outputs.get(i), told);
      talk.pass(20, 900);
      if (i >= first) {
        String uuid = line.link().orElseThrow().uuid();
        open.add(new ToolUse(ids.get(i - first), tools.get(i - first), uuid));
        if (talk.dice.chance(0.3)) {
          runner.run(open.remove(open.size() - 1));
        }
      }
    }
    long counted = outputs.stream().mapToLong(Long::longValue).max().orElseThrow();
    tally.add(asLogged(usage, counted));
    open.forEach(runner::run);
  }

  /** Output count of each line. */
  private List<Long> outputs(long output, int lines) {
    boolean everyLine = version.finality() == Finality.EVERY_LINE && !agent;
    boolean settled =
        everyLine
            || (version.finality() == Finality.RARELY
                ? talk.dice.chance(0.6)
                : !agent || talk.dice.chance(0.85));
    long placeholder = talk.dice.between(1, 8);
    List<Long> outputs = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      boolean known = everyLine || (settled && i == lines - 1);
      outputs.add(known ? output : Math.min(output, placeholder + i * output / 9));
    }
    return outputs;
  }

  private static boolean isSettled(List<Long> outputs, TokenUsage usage) {
    return outputs.get(outputs.size() - 1) == usage.output();
  }

  /** The usage that a log of this kind can tell. */
  private TokenUsage asLogged(TokenUsage usage, long output) {
    return bedrock
        ? TokenUsage.ofLogged(usage.input(), output, usage.cacheWrite(), 0, 0, usage.cacheRead())
        : new TokenUsage(
            usage.input(),
            output,
            usage.cacheWrite5m(),
            usage.cacheWrite1h(),
            usage.cacheRead(),
            false);
  }

  private Line say(Reply reply, Json.Members block, long output, boolean ended) {
    return talk.say(
        json -> {
          json.writeObjectFieldStart("message");
          json.writeStringField("model", reply.model());
          json.writeStringField("id", reply.id());
          json.writeStringField("type", "message");
          json.writeStringField("role", "assistant");
          json.writeArrayFieldStart("content");
          json.writeStartObject();
          block.writeTo(json);
          json.writeEndObject();
          json.writeEndArray();
          json.writeStringField(
              "stop_reason", ended ? (reply.toolUse() ? "tool_use" : "end_turn") : null);
          json.writeNullField("stop_sequence");
          json.writeObjectFieldStart("usage");
          usage(json, reply.usage(), output);
          json.writeStringField("service_tier", "standard");
          if (version.iterations()) {
            json.writeStringField("inference_geo", "not_available");
            json.writeArrayFieldStart("iterations");
            json.writeStartObject();
            json.writeStringField("type", "message");
            usage(json, reply.usage(), output);
            json.writeEndObject();
            json.writeEndArray();
            json.writeStringField("speed", "standard");
          }
          json.writeEndObject();
          json.writeEndObject();
          if (reply.request().isPresent()) {
            json.writeStringField("requestId", reply.request().get());
          }
          json.writeStringField("type", "assistant");
        });
  }

  private void usage(JsonGenerator json, TokenUsage usage, long output) throws IOException {
    json.writeNumberField("input_tokens", usage.input());
    json.writeNumberField("cache_creation_input_tokens", usage.cacheWrite());
    json.writeNumberField("cache_read_input_tokens", usage.cacheRead());
    if (!bedrock) {
      json.writeObjectFieldStart("cache_creation");
      json.writeNumberField("ephemeral_5m_input_tokens", usage.cacheWrite5m());
      json.writeNumberField("ephemeral_1h_input_tokens", usage.cacheWrite1h());
      json.writeEndObject();
    }
    json.writeNumberField("output_tokens", output);
  }

  private Json.Members thinking() {
    Filler.Slice text = Filler.slice(talk.dice, (long) talk.dice.skewed(400, 1));
    String signature = talk.ids.hex(96);
    return json -> {
      json.writeStringField("type", "thinking");
      json.writeFieldName("thinking");
      text.writeTo(json);
      json.writeStringField("signature", signature);
    };
  }

  private static Json.Members text(Filler.Slice text) {
    return json -> {
      json.writeStringField("type", "text");
      json.writeFieldName("text");
      text.writeTo(json);
    };
  }

  private Json.Members toolUse(String id, String name) {
    Filler.Slice input = Filler.slice(talk.dice, (long) talk.dice.skewed(220, 1.2));
    return json -> {
      json.writeStringField("type", "tool_use");
      json.writeStringField("id", id);
      json.writeStringField("name", name);
      json.writeObjectFieldStart("input");
      json.writeFieldName(name.equals("Bash") ? "command" : "prompt");
      input.writeTo(json);
      json.writeEndObject();
    };
  }
}
