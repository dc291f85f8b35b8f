package dev.tokenlake.pricing.cost;

/** Which figure a cost is. */
public enum PricingMode {
  /** Tokens times the price book. */
  LIST,
  /** The cost that old logs state, where they do; else as {@link #LIST}. */
  LOGGED
}
