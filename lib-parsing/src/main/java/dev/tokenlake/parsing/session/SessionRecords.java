package dev.tokenlake.parsing.session;

import dev.tokenlake.parsing.count.Compaction;
import dev.tokenlake.parsing.count.Prompt;
import dev.tokenlake.parsing.count.Response;
import dev.tokenlake.parsing.count.SessionEvent;
import dev.tokenlake.parsing.count.SessionSpan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that belongs to one session, each record once, in any order.
 *
 * @param span merged over the files of the session; absent when only copies elsewhere are left
 * @param past what went before all of these
 */
public record SessionRecords(
    String sessionId,
    List<Response> responses,
    List<Prompt> prompts,
    List<Compaction> compactions,
    List<SessionEvent> events,
    Optional<SessionSpan> span,
    SessionPast past) {

  public SessionRecords {
    Objects.requireNonNull(sessionId, "sessionId");
    responses = List.copyOf(responses);
    prompts = List.copyOf(prompts);
    compactions = List.copyOf(compactions);
    events = List.copyOf(events);
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(past, "past");
  }

  /** Of a session that is known from its start. */
  public SessionRecords(
      String sessionId,
      List<Response> responses,
      List<Prompt> prompts,
      List<Compaction> compactions,
      List<SessionEvent> events,
      Optional<SessionSpan> span) {
    this(sessionId, responses, prompts, compactions, events, span, SessionPast.NONE);
  }
}
