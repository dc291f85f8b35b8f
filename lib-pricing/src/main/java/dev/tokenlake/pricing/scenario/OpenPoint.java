package dev.tokenlake.pricing.scenario;

/** What a log leaves open, so that a cost is a range or a lower bound. */
public enum OpenPoint {
  /** Lifetime of cache writes: low at the five-minute, high at the one-hour rate. */
  CACHE_LIFETIME,
  /** Place of inference: low without, high with the regional premium. */
  GEOGRAPHY,
  /** The output count may be a placeholder. Both bounds use it; the true one is not known. */
  OUTPUT_NOT_FINAL,
  /** The high bound has no known rate; the low one stands in its place. */
  HIGH_UNKNOWN
}
