package dev.tokenlake.jobs.facts;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One row of what sessions are assembled into: exactly one of the optional components.
 *
 * @param sessionId session it is of
 */
public record Assembled(
    String sessionId,
    Optional<UsageFact> usage,
    Optional<SessionFact> session,
    Optional<TranscriptFact> transcript,
    Optional<ScenarioFact> scenario,
    Optional<AuditFact> audit) {

  public Assembled {
    Objects.requireNonNull(sessionId, "sessionId");
    long told =
        Stream.of(usage, session, transcript, scenario, audit).filter(Optional::isPresent).count();
    if (told != 1) {
      throw new IllegalArgumentException("A row of %d components".formatted(told));
    }
  }

  private Assembled(String sessionId, Record payload) {
    this(
        sessionId,
        as(UsageFact.class, payload),
        as(SessionFact.class, payload),
        as(TranscriptFact.class, payload),
        as(ScenarioFact.class, payload),
        as(AuditFact.class, payload));
  }

  public static Assembled of(UsageFact usage) {
    return new Assembled(usage.sessionId(), usage);
  }

  public static Assembled of(SessionFact session) {
    return new Assembled(session.sessionId(), session);
  }

  public static Assembled of(TranscriptFact transcript) {
    return new Assembled(transcript.sessionId(), transcript);
  }

  public static Assembled of(ScenarioFact scenario) {
    return new Assembled(scenario.sessionId(), scenario);
  }

  public static Assembled of(AuditFact audit) {
    return new Assembled(audit.sessionId(), audit);
  }

  private static <T> Optional<T> as(Class<T> type, Record payload) {
    return type.isInstance(payload) ? Optional.of(type.cast(payload)) : Optional.empty();
  }
}
