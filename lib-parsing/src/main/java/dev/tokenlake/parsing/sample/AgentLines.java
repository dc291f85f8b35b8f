package dev.tokenlake.parsing.sample;

import dev.tokenlake.parsing.entry.TokenUsage;

/** What a session's own transcript tells of its agents. */
final class AgentLines {

  private final Conversation talk;

  AgentLines(Conversation talk) {
    this.talk = talk;
  }

  /** The agent's lines once more, each inside of a line about its progress. */
  void progress(AgentRun agent, ToolUse use) {
    String group = "agent_" + talk.ids.message();
    for (Line line : agent.transcript().lines()) {
      talk.waitUntil(line.at());
      byte[] stamp =
          Json.object(
              json -> {
                json.writeStringField("uuid", line.link().orElseThrow().uuid());
                json.writeStringField("timestamp", Transcript.timestamp(line.at()));
              });
      byte[] record = Json.join(line.body(), stamp);
      talk.say(
          json -> {
            json.writeStringField("type", "progress");
            json.writeObjectFieldStart("data");
            Json.embed(json, "message", record);
            json.writeArrayFieldStart("normalizedMessages");
            json.writeEndArray();
            json.writeStringField("type", "agent_progress");
            json.writeFieldName("prompt");
            agent.prompt().writeTo(json);
            json.writeStringField("agentId", agent.id());
            json.writeEndObject();
            json.writeStringField("toolUseID", group);
            json.writeStringField("parentToolUseID", use.id());
          });
    }
  }

  /** The agent reports back; the usage that comes with it repeats what its lines tell. */
  void result(AgentRun agent, ToolUse use, Filler.Slice report) {
    TokenUsage sum = agent.tokens();
    talk.say(
        json -> {
          json.writeStringField("type", "user");
          json.writeObjectFieldStart("message");
          json.writeStringField("role", "user");
          json.writeArrayFieldStart("content");
          json.writeStartObject();
          json.writeStringField("tool_use_id", use.id());
          json.writeStringField("type", "tool_result");
          json.writeArrayFieldStart("content");
          json.writeStartObject();
          json.writeStringField("type", "text");
          json.writeFieldName("text");
          report.writeTo(json);
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
          json.writeObjectFieldStart("toolUseResult");
          json.writeStringField("status", "completed");
          json.writeStringField("agentId", agent.id());
          json.writeNumberField("totalTokens", sum.context() + sum.output());
          json.writeNumberField("totalToolUseCount", agent.responses());
          json.writeObjectFieldStart("usage");
          json.writeNumberField("input_tokens", sum.input());
          json.writeNumberField("cache_creation_input_tokens", sum.cacheWrite());
          json.writeNumberField("cache_read_input_tokens", sum.cacheRead());
          json.writeNumberField("output_tokens", sum.output());
          json.writeEndObject();
          json.writeEndObject();
          json.writeStringField("sourceToolAssistantUUID", use.recordUuid());
        });
  }
}
