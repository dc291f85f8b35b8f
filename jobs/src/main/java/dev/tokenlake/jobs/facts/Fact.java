package dev.tokenlake.jobs.facts;

import dev.tokenlake.parsing.count.Compaction;
import dev.tokenlake.parsing.count.FileFacts;
import dev.tokenlake.parsing.count.Prompt;
import dev.tokenlake.parsing.count.RefusedLines;
import dev.tokenlake.parsing.count.Response;
import dev.tokenlake.parsing.count.SessionEvent;
import dev.tokenlake.parsing.count.SessionSpan;
import dev.tokenlake.parsing.count.ToldLines;
import dev.tokenlake.parsing.count.Transcript;
import dev.tokenlake.parsing.session.SessionPast;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One row of the facts: exactly one of the optional components, the one its kind names; of a
 * response also what its lines said. A single dataset of all kinds can be written in one pass over
 * the logs and committed in one step.
 *
 * @param key facts of one kind and key are copies of each other
 * @param sessionId session it belongs to, as far as this copy tells; empty for files and rejects
 * @param origin which read it comes from
 */
public record Fact(
    FactKind kind,
    String key,
    String sessionId,
    FactOrigin origin,
    Optional<Response> response,
    Optional<Prompt> prompt,
    Optional<Compaction> compaction,
    Optional<SessionEvent> event,
    Optional<SessionSpan> span,
    Optional<Transcript> transcript,
    Optional<FileFact> file,
    Optional<RejectFact> reject,
    Optional<InputFact> input,
    Optional<ToldLines> told,
    Optional<SessionPast> past) {

  public Fact {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(origin, "origin");
    boolean named =
        switch (kind) {
          case RESPONSE -> response.isPresent();
          case PROMPT -> prompt.isPresent();
          case COMPACTION -> compaction.isPresent();
          case EVENT -> event.isPresent();
          case SPAN -> span.isPresent();
          case TRANSCRIPT -> transcript.isPresent();
          case FILE -> file.isPresent();
          case REJECT -> reject.isPresent();
          case INPUT -> input.isPresent();
          case PAST -> past.isPresent();
        };
    if (!named) {
      throw new IllegalArgumentException("A fact without what its kind names: " + kind);
    }
  }

  private Fact(FactKind kind, String key, String sessionId, FactOrigin origin, Record payload) {
    this(
        kind,
        key,
        sessionId,
        origin,
        Optional.empty(),
        as(Prompt.class, payload),
        as(Compaction.class, payload),
        as(SessionEvent.class, payload),
        as(SessionSpan.class, payload),
        as(Transcript.class, payload),
        as(FileFact.class, payload),
        as(RejectFact.class, payload),
        as(InputFact.class, payload),
        Optional.empty(),
        as(SessionPast.class, payload));
  }

  /** How an input was read. */
  public static Fact of(InputFact input, FactOrigin origin) {
    return new Fact(FactKind.INPUT, origin.source() + ":" + origin.input(), "", origin, input);
  }

  /**
   * How much of a session was forgotten; such facts of several commits add up.
   *
   * @param commit number of the commit that forgot it
   */
  public static Fact of(String sessionId, SessionPast past, long commit) {
    FactOrigin origin = FactOrigin.of("", "commit " + commit, 0);
    return new Fact(FactKind.PAST, sessionId, sessionId, origin, past);
  }

  /** Every fact of one file. */
  public static Stream<Fact> of(FileFacts facts, FactOrigin origin) {
    String place = facts.file().source() + ":" + facts.file().name();
    return Stream.of(
            IntStream.range(0, facts.responses().size())
                .mapToObj(
                    i -> of(facts.responses().get(i), Optional.of(facts.told().get(i)), origin)),
            facts.prompts().stream().map(p -> of(p, origin)),
            facts.compactions().stream().map(c -> of(c, origin)),
            facts.events().stream().map(e -> of(e, origin)),
            facts.spans().stream().map(s -> of(s, origin)),
            facts.transcript().stream().map(t -> of(t, origin)),
            Stream.of(
                new Fact(
                    FactKind.FILE, place, "", origin, new FileFact(facts.file(), facts.outcome()))),
            facts.rejects().stream()
                .map(
                    (RefusedLines lines) ->
                        new Fact(
                            FactKind.REJECT,
                            place + ":" + lines.first().line(),
                            "",
                            origin,
                            RejectFact.of(facts.file(), lines))))
        .flatMap(stream -> stream);
  }

  /** The same fact as told by another read. */
  public Fact from(FactOrigin other) {
    return new Fact(
        kind,
        key,
        sessionId,
        other,
        response,
        prompt,
        compaction,
        event,
        span,
        transcript,
        file,
        reject,
        input,
        told,
        past);
  }

  /**
   * Both copies as one.
   *
   * @throws IllegalStateException for a kind that has no copies
   */
  public Fact merge(Fact other) {
    return switch (kind) {
      case RESPONSE ->
          of(
              response.orElseThrow().merge(other.response.orElseThrow()),
              // Facts of an older program lack them.
              Stream.concat(told.stream(), other.told.stream()).reduce(ToldLines::merge),
              FactOrigin.MERGED);
      case PROMPT -> of(prompt.orElseThrow().merge(other.prompt.orElseThrow()), FactOrigin.MERGED);
      case COMPACTION ->
          of(compaction.orElseThrow().merge(other.compaction.orElseThrow()), FactOrigin.MERGED);
      case EVENT -> of(event.orElseThrow().merge(other.event.orElseThrow()), FactOrigin.MERGED);
      case SPAN -> of(span.orElseThrow().merge(other.span.orElseThrow()), FactOrigin.MERGED);
      case TRANSCRIPT ->
          of(transcript.orElseThrow().merge(other.transcript.orElseThrow()), FactOrigin.MERGED);
      case PAST ->
          new Fact(
              kind,
              key,
              sessionId,
              FactOrigin.MERGED,
              past.orElseThrow().plus(other.past.orElseThrow()));
      case FILE, REJECT, INPUT -> throw new IllegalStateException("Not merged: " + kind);
    };
  }

  private static Fact of(Response response, Optional<ToldLines> told, FactOrigin origin) {
    return new Fact(
        FactKind.RESPONSE,
        response.key(),
        response.origin().sessionId(),
        origin,
        Optional.of(response),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        told,
        Optional.empty());
  }

  private static Fact of(Prompt prompt, FactOrigin origin) {
    return new Fact(FactKind.PROMPT, prompt.key(), prompt.origin().sessionId(), origin, prompt);
  }

  private static Fact of(Compaction compaction, FactOrigin origin) {
    return new Fact(
        FactKind.COMPACTION, compaction.key(), compaction.origin().sessionId(), origin, compaction);
  }

  private static Fact of(SessionEvent event, FactOrigin origin) {
    return new Fact(FactKind.EVENT, event.key(), event.origin().sessionId(), origin, event);
  }

  private static Fact of(SessionSpan span, FactOrigin origin) {
    return new Fact(FactKind.SPAN, span.sessionId(), span.sessionId(), origin, span);
  }

  private static Fact of(Transcript transcript, FactOrigin origin) {
    return new Fact(
        FactKind.TRANSCRIPT, transcript.key(), transcript.sessionId(), origin, transcript);
  }

  private static <T> Optional<T> as(Class<T> type, Record payload) {
    return type.isInstance(payload) ? Optional.of(type.cast(payload)) : Optional.empty();
  }
}
