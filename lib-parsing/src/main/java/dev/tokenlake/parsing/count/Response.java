package dev.tokenlake.parsing.count;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A response as far as the lines seen so far tell it: of one line, of one file, or of the whole
 * archive. {@link #merge} of all its lines, in whatever order, is the response.
 *
 * @param key what makes lines tell of the same response, see {@link ResponseKey}
 * @param at earliest time on any of its lines, UTC; absent when none has one
 * @param logLines lines that told it, copies included
 * @param origin whose it is
 * @param telling what it used
 */
public record Response(
    String key, Optional<Instant> at, long logLines, Origin origin, Telling telling) {

  public Response {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(telling, "telling");
    if (logLines < 1) {
      throw new IllegalArgumentException("Invalid number of lines: " + logLines);
    }
  }

  /**
   * Both tellings as one.
   *
   * @throws IllegalArgumentException when the keys differ
   */
  public Response merge(Response other) {
    if (!key.equals(other.key)) {
      throw new IllegalArgumentException("Merging different responses");
    }
    return new Response(
        key,
        Earliest.of(at, other.at),
        Math.addExact(logLines, other.logLines),
        origin.orBetter(other.origin),
        telling.orBetter(other.telling));
  }
}
