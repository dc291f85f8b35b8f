package dev.tokenlake.parsing.sample;

import java.util.ArrayList;
import java.util.List;

/** Tools other than agents: which are called, and what they give back. */
final class Tools {

  private static final List<String> NAMES =
      List.of("Read", "Read", "Read", "Bash", "Bash", "Edit", "Edit", "Grep", "Glob", "Write");

  private static final double MEAN_RESULT_BYTES = 900;

  private final Conversation talk;
  private final ContextModel context;

  Tools(Conversation talk, ContextModel context) {
    this.talk = talk;
    this.context = context;
  }

  /** One tool, sometimes two or three. */
  List<String> some() {
    List<String> names = new ArrayList<>();
    do {
      names.add(talk.dice.pick(NAMES));
    } while (names.size() < 3 && talk.dice.chance(0.2));
    return names;
  }

  /** The result appears twice on its line, as the model sees it and as the client keeps it. */
  void run(ToolUse use) {
    talk.pass(50, 8_000);
    Filler.Slice text = Filler.slice(talk.dice, (long) talk.dice.skewed(MEAN_RESULT_BYTES, 1.5));
    boolean failed = talk.dice.chance(0.04);
    context.add((long) talk.dice.skewed(1_500, 1.1));
    talk.say(
        json -> {
          json.writeStringField("type", "user");
          json.writeObjectFieldStart("message");
          json.writeStringField("role", "user");
          json.writeArrayFieldStart("content");
          json.writeStartObject();
          json.writeStringField("tool_use_id", use.id());
          json.writeStringField("type", "tool_result");
          json.writeFieldName("content");
          text.writeTo(json);
          json.writeBooleanField("is_error", failed);
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
          json.writeObjectFieldStart("toolUseResult");
          json.writeFieldName(use.name().equals("Bash") ? "stdout" : "content");
          text.writeTo(json);
          json.writeBooleanField("interrupted", false);
          json.writeEndObject();
          json.writeStringField("sourceToolAssistantUUID", use.recordUuid());
        });
  }
}
