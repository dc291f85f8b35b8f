package dev.tokenlake.parsing.entry;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code message.usage} of one line.
 *
 * @param tokens the top level
 * @param iterations {@code iterations}; empty when absent or null
 * @param speed {@code speed}: standard or fast
 * @param serviceTier {@code service_tier}: standard, priority, batch
 * @param inferenceGeo {@code inference_geo}: us, global, not_available
 * @param webSearchRequests {@code server_tool_use.web_search_requests}, 0 when absent
 * @param anomalies numbers that were negative, fractional or text and were taken as the nearest
 *     count there can be
 */
public record LoggedUsage(
    TokenUsage tokens,
    List<Iteration> iterations,
    Optional<String> speed,
    Optional<String> serviceTier,
    Optional<String> inferenceGeo,
    long webSearchRequests,
    int anomalies) {

  public LoggedUsage {
    Objects.requireNonNull(tokens, "tokens");
    iterations = List.copyOf(iterations);
    Objects.requireNonNull(speed, "speed");
    Objects.requireNonNull(serviceTier, "serviceTier");
    Objects.requireNonNull(inferenceGeo, "inferenceGeo");
    if (webSearchRequests < 0 || anomalies < 0) {
      throw new IllegalArgumentException("Negative count: " + webSearchRequests + ", " + anomalies);
    }
  }
}
