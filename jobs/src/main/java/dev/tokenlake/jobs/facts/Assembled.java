package dev.tokenlake.jobs.facts;

import java.util.Optional;

/** One row of what sessions are assembled into: exactly one of the components. */
public record Assembled(
    Optional<UsageFact> usage, Optional<SessionFact> session, Optional<TranscriptFact> transcript) {

  public static Assembled of(UsageFact usage) {
    return new Assembled(Optional.of(usage), Optional.empty(), Optional.empty());
  }

  public static Assembled of(SessionFact session) {
    return new Assembled(Optional.empty(), Optional.of(session), Optional.empty());
  }

  public static Assembled of(TranscriptFact transcript) {
    return new Assembled(Optional.empty(), Optional.empty(), Optional.of(transcript));
  }
}
