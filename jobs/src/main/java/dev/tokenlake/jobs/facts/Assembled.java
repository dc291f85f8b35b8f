package dev.tokenlake.jobs.facts;

import java.util.Optional;

/** One row of what sessions are assembled into: exactly one of the components. */
public record Assembled(
    Optional<UsageFact> usage,
    Optional<SessionFact> session,
    Optional<TranscriptFact> transcript,
    Optional<ScenarioFact> scenario,
    Optional<AuditFact> audit) {

  private Assembled(Record payload) {
    this(
        as(UsageFact.class, payload),
        as(SessionFact.class, payload),
        as(TranscriptFact.class, payload),
        as(ScenarioFact.class, payload),
        as(AuditFact.class, payload));
  }

  public static Assembled of(UsageFact usage) {
    return new Assembled(usage);
  }

  public static Assembled of(SessionFact session) {
    return new Assembled(session);
  }

  public static Assembled of(TranscriptFact transcript) {
    return new Assembled(transcript);
  }

  public static Assembled of(ScenarioFact scenario) {
    return new Assembled(scenario);
  }

  public static Assembled of(AuditFact audit) {
    return new Assembled(audit);
  }

  private static <T> Optional<T> as(Class<T> type, Record payload) {
    return type.isInstance(payload) ? Optional.of(type.cast(payload)) : Optional.empty();
  }
}
