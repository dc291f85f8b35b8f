package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.entry.PromptKind;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something a person or a script submitted, once however often it was copied.
 *
 * @param key uuid of the record, else its place
 * @param at earliest time on any copy, UTC
 */
public record Prompt(
    String key,
    Optional<Instant> at,
    PromptKind kind,
    Optional<String> promptSource,
    Origin origin) {

  public Prompt {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(promptSource, "promptSource");
    Objects.requireNonNull(origin, "origin");
  }

  /** The more original of two copies, at the earlier time. */
  public Prompt merge(Prompt other) {
    Prompt better = Origin.ORIGINAL_FIRST.compare(origin, other.origin) <= 0 ? this : other;
    return new Prompt(
        key, Earliest.of(at, other.at), better.kind, better.promptSource, better.origin);
  }
}
