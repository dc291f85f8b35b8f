package dev.tokenlake.jobs.facts;

/** What a {@link Fact} is. */
public enum FactKind {
  /** A response as far as one file tells it. */
  RESPONSE,
  /** A prompt as one file has it. */
  PROMPT,
  /** A compaction as one file has it. */
  COMPACTION,
  /** An event as one file has it. */
  EVENT,
  /** When and where a session ran, as one file has it. */
  SPAN,
  /** The transcript that a file is a copy of. */
  TRANSCRIPT,
  /** A file and what became of its lines. */
  FILE,
  /** A refused line or file. */
  REJECT,
  /** An input and how it was read. */
  INPUT,
  /** How much of a session was forgotten that what is left of it counts on from. */
  PAST;

  /** Whether copies of it in several files are merged into one. */
  public boolean isMerged() {
    return this != FILE && this != REJECT && this != INPUT;
  }
}
