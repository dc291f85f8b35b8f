package dev.tokenlake.pricing.cost;

/** What a reader of a cost should know about how it came about. */
public enum PriceFlag {
  /** The log does not say how long cache writes live; they are priced at the five-minute rate. */
  TTL_ASSUMED,
  /** The rates rest on weak or contradicting sources. */
  LOW_CONFIDENCE,
  /** The book does not know since when the rate holds. */
  SINCE_UNKNOWN,
  /** At least one request paid the long-context card. */
  LONG_CONTEXT,
  /** The fast multiplier was applied. */
  FAST,
  /** The batch multiplier was applied. */
  BATCH,
  /** A premium for the place of inference was applied. */
  REGIONAL,
  /** A premium for the place may apply, but the log does not tell; priced without it. */
  GEO_UNKNOWN,
  /** Priority tier: the list price is shown, a capacity commitment pays otherwise. */
  PRIORITY_TIER,
  /** A refusal that the vendor does not bill. */
  FREE_REFUSAL,
  /** An attempt that a fallback took over before any output; not billed. */
  FREE_DECLINED,
  /** A discount of the policy was applied. */
  DISCOUNTED,
  /** The total is what the log states; the parts are an apportioning of it. */
  LOGGED_COST
}
