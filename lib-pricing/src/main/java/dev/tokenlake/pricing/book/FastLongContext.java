package dev.tokenlake.pricing.book;

/** What a fast request with a long prompt pays. */
public enum FastLongContext {
  /** The fast multiplier on top of the long-context card. */
  STACKS,
  /** The fast multiplier on the ordinary card. */
  WAIVED
}
