package dev.tokenlake.pricing.cost;

/** Why a call has no cost. Never to be read as zero. */
public enum UnpricedReason {
  /** The log gives no time, and prices are dated. */
  NO_TIMESTAMP,
  /** The log names no model. */
  NO_MODEL,
  /** No model answered, e.g. {@code <synthetic>}; there is nothing to bill. */
  NOT_BILLABLE,
  /** The price book does not list the model. */
  UNKNOWN_MODEL,
  /** The model is known, but had no price yet at that instant. */
  NO_PRICE_AT_DATE,
  /** The row leaves open the rate of a token class that the call used. */
  NO_RATE_FOR_TOKENS,
  /** The call ran in fast mode, for which the model has no price at that instant. */
  NO_FAST_RATE,
  /** The call ran as a batch, for which the model has no known price. */
  NO_BATCH_RATE,
  /** The call searched the web, for which the model has no known price. */
  NO_TOOL_RATE,
  /** Fast mode and batch exclude each other; the log contradicts itself. */
  FAST_WITH_BATCH
}
