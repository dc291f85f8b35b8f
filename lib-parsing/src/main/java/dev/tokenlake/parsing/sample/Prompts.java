package dev.tokenlake.parsing.sample;

/** What is said to a model. */
final class Prompts {

  private Prompts() {}

  /** A prompt, typed by a person or given to an agent. */
  static void say(Conversation talk, Filler.Slice text) {
    talk.say(
        json -> {
          json.writeStringField("type", "user");
          json.writeObjectFieldStart("message");
          json.writeStringField("role", "user");
          json.writeFieldName("content");
          text.writeTo(json);
          json.writeEndObject();
        });
  }

  /** The summary that a compacted conversation goes on from. */
  static void saySummary(Conversation talk, Filler.Slice text) {
    talk.say(
        json -> {
          json.writeStringField("type", "user");
          json.writeObjectFieldStart("message");
          json.writeStringField("role", "user");
          json.writeFieldName("content");
          text.writeTo(json);
          json.writeEndObject();
          json.writeBooleanField("isVisibleInTranscriptOnly", true);
          json.writeBooleanField("isCompactSummary", true);
        });
  }
}
