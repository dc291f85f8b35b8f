package dev.tokenlake.pricing.cost;

/** How to read a log that does not say where inference ran. */
public enum UnstatedGeo {
  /** No premium; the cost is marked {@link PriceFlag#GEO_UNKNOWN}. */
  MARKED,
  /** No premium and no mark: the user knows that nothing runs in a premium region. */
  GLOBAL,
  /** With the premium, the upper bound of what the call can have cost; marked as well. */
  PREMIUM
}
