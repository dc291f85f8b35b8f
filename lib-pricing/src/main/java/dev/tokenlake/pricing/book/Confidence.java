package dev.tokenlake.pricing.book;

/** How well a row's rates are attested. */
public enum Confidence {
  /** The vendor's own page or notes state it. */
  HIGH,
  /** A maintained catalogue states it, or the vendor's page with one detail inferred. */
  MEDIUM,
  /** Secondary or contradicting sources; costs that rest on it are marked. */
  LOW
}
