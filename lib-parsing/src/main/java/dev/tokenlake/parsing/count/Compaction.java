package dev.tokenlake.parsing.count;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A compaction boundary, once however often it was copied.
 *
 * @param key uuid of the record, else its place
 * @param at earliest time on any copy, UTC
 * @param preTokens context before, in tokens
 * @param postTokens context after, in tokens
 * @param tokensSaved what a micro-compaction dropped, in tokens
 */
public record Compaction(
    String key,
    Optional<Instant> at,
    boolean micro,
    Optional<String> trigger,
    OptionalLong preTokens,
    OptionalLong postTokens,
    OptionalLong tokensSaved,
    Origin origin) {

  public Compaction {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(preTokens, "preTokens");
    Objects.requireNonNull(postTokens, "postTokens");
    Objects.requireNonNull(tokensSaved, "tokensSaved");
    Objects.requireNonNull(origin, "origin");
  }

  /** The more original of two copies, at the earlier time. */
  public Compaction merge(Compaction other) {
    Compaction better = Origin.ORIGINAL_FIRST.compare(origin, other.origin) <= 0 ? this : other;
    return new Compaction(
        key,
        Earliest.of(at, other.at),
        better.micro,
        better.trigger,
        better.preTokens,
        better.postTokens,
        better.tokensSaved,
        better.origin);
  }
}
