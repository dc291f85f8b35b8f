package dev.tokenlake.jobs.facts;

import dev.tokenlake.parsing.count.Compaction;
import dev.tokenlake.parsing.count.FileFacts;
import dev.tokenlake.parsing.count.Prompt;
import dev.tokenlake.parsing.count.Response;
import dev.tokenlake.parsing.count.SessionEvent;
import dev.tokenlake.parsing.count.SessionSpan;
import dev.tokenlake.parsing.count.Transcript;
import dev.tokenlake.parsing.read.Reject;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One row of the facts: exactly one of the optional components, the one its kind names. A single
 * dataset of all kinds can be written in one pass over the logs and committed in one step.
 *
 * @param key facts of one kind and key are copies of each other
 * @param sessionId session it belongs to, as far as this copy tells; empty for files and rejects
 */
public record Fact(
    FactKind kind,
    String key,
    String sessionId,
    Optional<Response> response,
    Optional<Prompt> prompt,
    Optional<Compaction> compaction,
    Optional<SessionEvent> event,
    Optional<SessionSpan> span,
    Optional<Transcript> transcript,
    Optional<FileFact> file,
    Optional<RejectFact> reject) {

  private Fact(FactKind kind, String key, String sessionId, Record payload) {
    this(
        kind,
        key,
        sessionId,
        as(Response.class, payload),
        as(Prompt.class, payload),
        as(Compaction.class, payload),
        as(SessionEvent.class, payload),
        as(SessionSpan.class, payload),
        as(Transcript.class, payload),
        as(FileFact.class, payload),
        as(RejectFact.class, payload));
  }

  /** Every fact of one file. */
  public static Stream<Fact> of(FileFacts facts) {
    String place = facts.file().source() + ":" + facts.file().name();
    return Stream.of(
            facts.responses().stream().map(Fact::of),
            facts.prompts().stream().map(Fact::of),
            facts.compactions().stream().map(Fact::of),
            facts.events().stream().map(Fact::of),
            facts.spans().stream().map(Fact::of),
            Stream.of(of(facts.transcript())),
            Stream.of(
                new Fact(FactKind.FILE, place, "", new FileFact(facts.file(), facts.outcome()))),
            facts.rejects().stream()
                .map(
                    (Reject reject) ->
                        new Fact(
                            FactKind.REJECT,
                            place + ":" + reject.line(),
                            "",
                            new RejectFact(facts.file(), reject))))
        .flatMap(stream -> stream);
  }

  /**
   * Both copies as one.
   *
   * @throws IllegalStateException for a kind that has no copies
   */
  public Fact merge(Fact other) {
    return switch (kind) {
      case RESPONSE -> of(response.orElseThrow().merge(other.response.orElseThrow()));
      case PROMPT -> of(prompt.orElseThrow().merge(other.prompt.orElseThrow()));
      case COMPACTION -> of(compaction.orElseThrow().merge(other.compaction.orElseThrow()));
      case EVENT -> of(event.orElseThrow().merge(other.event.orElseThrow()));
      case SPAN -> of(span.orElseThrow().merge(other.span.orElseThrow()));
      case TRANSCRIPT -> of(transcript.orElseThrow().merge(other.transcript.orElseThrow()));
      case FILE, REJECT -> throw new IllegalStateException("Not merged: " + kind);
    };
  }

  private static Fact of(Response response) {
    return new Fact(FactKind.RESPONSE, response.key(), response.origin().sessionId(), response);
  }

  private static Fact of(Prompt prompt) {
    return new Fact(FactKind.PROMPT, prompt.key(), prompt.origin().sessionId(), prompt);
  }

  private static Fact of(Compaction compaction) {
    return new Fact(
        FactKind.COMPACTION, compaction.key(), compaction.origin().sessionId(), compaction);
  }

  private static Fact of(SessionEvent event) {
    return new Fact(FactKind.EVENT, event.key(), event.origin().sessionId(), event);
  }

  private static Fact of(SessionSpan span) {
    return new Fact(FactKind.SPAN, span.sessionId(), span.sessionId(), span);
  }

  private static Fact of(Transcript transcript) {
    return new Fact(FactKind.TRANSCRIPT, transcript.key(), transcript.sessionId(), transcript);
  }

  private static <T> Optional<T> as(Class<T> type, Record payload) {
    return type.isInstance(payload) ? Optional.of(type.cast(payload)) : Optional.empty();
  }
}
