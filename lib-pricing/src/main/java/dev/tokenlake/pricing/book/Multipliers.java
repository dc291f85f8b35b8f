package dev.tokenlake.pricing.book;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * Factors on every token rate of a row; they multiply each other.
 *
 * @param fast fast mode; empty when the model has no fast price in the period; 1 where fast
 *     requests ran and were billed as standard
 * @param fastLongContext whether {@code fast} stacks with the long-context card
 * @param batch batch processing; empty when the batch price is not known
 * @param us inference kept in the US on the vendor's own API; 1 when there is no premium
 * @param regional regional endpoints of Bedrock and Vertex; 1 when there is no premium
 * @param usGov Bedrock's US government partition; 1 when there is no premium
 */
public record Multipliers(
    Optional<BigDecimal> fast,
    FastLongContext fastLongContext,
    Optional<BigDecimal> batch,
    BigDecimal us,
    BigDecimal regional,
    BigDecimal usGov) {

  /** No modifier at all, nor a price for fast or batch. */
  public static final Multipliers NONE =
      new Multipliers(
          Optional.empty(),
          FastLongContext.STACKS,
          Optional.empty(),
          BigDecimal.ONE,
          BigDecimal.ONE,
          BigDecimal.ONE);

  public Multipliers {
    Objects.requireNonNull(fastLongContext, "fastLongContext");
    fast.ifPresent(factor -> within("fast", factor, "1", "10"));
    batch.ifPresent(factor -> within("batch", factor, "0.1", "1"));
    within("us", us, "1", "2");
    within("regional", regional, "1", "2");
    within("us_gov", usGov, "1", "2");
  }

  private static void within(String name, BigDecimal factor, String least, String most) {
    if (factor.compareTo(new BigDecimal(least)) < 0 || factor.compareTo(new BigDecimal(most)) > 0) {
      throw new IllegalArgumentException(
          "Absurd multiplier %s: %s, expected %s to %s"
              .formatted(name, factor.toPlainString(), least, most));
    }
  }
}
