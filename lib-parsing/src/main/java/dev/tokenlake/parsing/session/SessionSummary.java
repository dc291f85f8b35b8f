package dev.tokenlake.parsing.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a session amounts to.
 *
 * @param source label of the archive its first response, else its first record, came from
 * @param start earliest time of a response, a prompt or another entry, UTC
 * @param end latest such time, UTC
 * @param active time worked: the gaps between responses and prompts, each counted up to five
 *     minutes
 * @param prompts prompts and commands submitted on the main thread
 * @param turns responses on the main thread
 * @param subagents distinct agents with a response
 * @param peakContext largest context of a main-thread turn, in tokens; absent without a turn
 * @param meanContext mean context of main-thread turns, in tokens; absent without a turn
 * @param lastContext context of the last main-thread turn, in tokens; absent without a turn
 * @param compactions compactions, micro-compactions apart
 * @param misses main-thread turns that missed the cache
 * @param apiErrors failed requests that were retried, and error texts of the client
 * @param interruptions times a person interrupted
 */
public record SessionSummary(
    String sessionId,
    Optional<String> source,
    Optional<Instant> start,
    Optional<Instant> end,
    Duration active,
    int prompts,
    int turns,
    int subagents,
    OptionalLong peakContext,
    OptionalDouble meanContext,
    OptionalLong lastContext,
    int compactions,
    int misses,
    int apiErrors,
    int interruptions) {

  public SessionSummary {
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(active, "active");
    Objects.requireNonNull(peakContext, "peakContext");
    Objects.requireNonNull(meanContext, "meanContext");
    Objects.requireNonNull(lastContext, "lastContext");
  }
}
