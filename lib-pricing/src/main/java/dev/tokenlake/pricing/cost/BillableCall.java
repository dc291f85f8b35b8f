package dev.tokenlake.pricing.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One call to a model as a log tells it, and all that its price may depend on. Advisor, compaction
 * and declined fallback calls are calls of their own, each with its own model.
 *
 * @param modelLogged {@code message.model} as logged; empty when the log has none
 * @param at when the response began; decides the price row
 * @param requests one per request, at least one; the sum is what the response used
 * @param ttlAssumed the log does not split cache writes by lifetime, and the part it left open was
 *     put into {@code cacheWrite5m}
 * @param speed {@code usage.speed}
 * @param serviceTier {@code usage.service_tier}
 * @param inferenceGeo {@code usage.inference_geo}
 * @param webSearchRequests {@code usage.server_tool_use.web_search_requests}
 * @param stopReason {@code message.stop_reason}; empty means the logged output may not be final
 * @param refusalCategory {@code message.stop_details.category} of a refusal
 * @param declined an attempt that a fallback model took over from
 * @param loggedCostUsd {@code costUSD} of old logs, US dollars for the whole response
 */
public record BillableCall(
    Optional<String> modelLogged,
    Instant at,
    List<RequestTokens> requests,
    boolean ttlAssumed,
    Optional<String> speed,
    Optional<String> serviceTier,
    Optional<String> inferenceGeo,
    long webSearchRequests,
    Optional<String> stopReason,
    Optional<String> refusalCategory,
    boolean declined,
    Optional<BigDecimal> loggedCostUsd) {

  public BillableCall {
    Objects.requireNonNull(modelLogged, "modelLogged");
    Objects.requireNonNull(at, "at");
    requests = List.copyOf(requests);
    Objects.requireNonNull(speed, "speed");
    Objects.requireNonNull(serviceTier, "serviceTier");
    Objects.requireNonNull(inferenceGeo, "inferenceGeo");
    Objects.requireNonNull(stopReason, "stopReason");
    Objects.requireNonNull(refusalCategory, "refusalCategory");
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("A call has at least one request");
    }
    if (webSearchRequests < 0) {
      throw new IllegalArgumentException("Negative web search requests: " + webSearchRequests);
    }
    if (loggedCostUsd.map(BigDecimal::signum).orElse(0) < 0) {
      throw new IllegalArgumentException("Negative logged cost: " + loggedCostUsd.get());
    }
  }

  /**
   * A plain call of one request; every other field is absent. Start of the {@code with} methods.
   */
  public static BillableCall of(String model, Instant at, RequestTokens tokens) {
    return new BillableCall(
        Optional.of(model),
        at,
        List.of(tokens),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** Tokens generated over all requests. */
  public long output() {
    long sum = 0;
    for (RequestTokens request : requests) {
      sum += request.output();
    }
    return sum;
  }

  /** Tokens written to cache over all requests. */
  public long cacheWrite() {
    long sum = 0;
    for (RequestTokens request : requests) {
      sum += request.cacheWrite();
    }
    return sum;
  }

  /** Whether the logged output is the whole output. */
  public boolean outputIsFinal() {
    return stopReason.isPresent();
  }

  /** The same call with other tokens. */
  public BillableCall withRequests(List<RequestTokens> other) {
    return copy(modelLogged, at, other, ttlAssumed, speed, loggedCostUsd);
  }

  /** The same call with the lifetimes of its cache writes taken as given. */
  public BillableCall withKnownLifetimes() {
    return copy(modelLogged, at, requests, false, speed, loggedCostUsd);
  }

  /** The same call as if made to another model, at its standard speed. */
  public BillableCall withModel(String model) {
    return copy(Optional.of(model), at, requests, ttlAssumed, Optional.empty(), loggedCostUsd);
  }

  /** The same call as if made at another instant. */
  public BillableCall withAt(Instant other) {
    return copy(modelLogged, other, requests, ttlAssumed, speed, loggedCostUsd);
  }

  /** The same call without the cost its log states, so that it is priced from the book. */
  public BillableCall withoutLoggedCost() {
    return copy(modelLogged, at, requests, ttlAssumed, speed, Optional.empty());
  }

  private BillableCall copy(
      Optional<String> newModel,
      Instant newAt,
      List<RequestTokens> newRequests,
      boolean newTtlAssumed,
      Optional<String> newSpeed,
      Optional<BigDecimal> newLoggedCost) {
    return new BillableCall(
        newModel,
        newAt,
        newRequests,
        newTtlAssumed,
        newSpeed,
        serviceTier,
        inferenceGeo,
        webSearchRequests,
        stopReason,
        refusalCategory,
        declined,
        newLoggedCost);
  }
}
