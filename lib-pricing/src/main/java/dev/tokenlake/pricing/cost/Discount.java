package dev.tokenlake.pricing.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A reduction agreed with the vendor. It applies to every part of the cost, tools included.
 *
 * @param model canonical model id; empty for all models that have no discount of their own
 * @param from first instant, inclusive
 * @param to first instant after; empty while it is in force
 * @param factor what remains to be paid, above 0 and at most 1; 0.8 is 20 % off
 */
public record Discount(
    Optional<String> model, Instant from, Optional<Instant> to, BigDecimal factor) {
  public Discount {
    Objects.requireNonNull(model, "model");
    if (factor.signum() <= 0 || factor.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "Invalid discount factor: " + factor.toPlainString() + ", expected above 0, at most 1");
    }
    if (to.isPresent() && !from.isBefore(to.get())) {
      throw new IllegalArgumentException("Empty discount period: " + from + " to " + to.get());
    }
  }

  /** Whether the discount speaks of all models or of this one, at that instant. */
  boolean applies(Optional<String> ofModel, Instant at) {
    return model.equals(ofModel) && !at.isBefore(from) && to.map(at::isBefore).orElse(true);
  }

  /** Whether both could apply to one call. */
  boolean overlaps(Discount other) {
    return model.equals(other.model)
        && other.to.map(from::isBefore).orElse(true)
        && to.map(other.from::isBefore).orElse(true);
  }
}
