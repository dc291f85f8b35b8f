package dev.tokenlake.pricing.model;

/** Where a call ran, as far as the spelling of its model id tells. Decides regional premiums. */
public enum Hosting {
  /** A plain id: the vendor's own API, or a host whose ids say nothing. */
  DIRECT,
  /** Bedrock with the {@code global.} prefix: no premium. */
  BEDROCK_GLOBAL,
  /** Bedrock with a geography prefix such as {@code eu.}: regional premium. */
  BEDROCK_GEO,
  /** Bedrock in the US government partition: a premium of its own. */
  BEDROCK_GOV,
  /** Bedrock without a prefix: whether the regional premium applies cannot be told. */
  BEDROCK_UNSTATED,
  /** Vertex ids carry no region: whether the regional premium applies cannot be told. */
  VERTEX;

  /**
   * Whether a cloud reseller served the call, so that rules of the vendor's own API do not apply.
   */
  public boolean isCloud() {
    return this != DIRECT;
  }
}
