package dev.tokenlake.pricing.catalog;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * One figure on which catalogue and book disagree.
 *
 * @param model canonical id
 * @param field column of the price table
 * @param book what the book says on the day of the catalogue; empty when it says nothing
 * @param catalog what the catalogue says; empty when it says nothing
 */
public record RateDifference(
    String model, String field, Optional<BigDecimal> book, Optional<BigDecimal> catalog) {
  public RateDifference {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(book, "book");
    Objects.requireNonNull(catalog, "catalog");
  }
}
