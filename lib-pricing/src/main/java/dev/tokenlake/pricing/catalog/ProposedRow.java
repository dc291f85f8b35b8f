package dev.tokenlake.pricing.catalog;

import dev.tokenlake.pricing.book.PriceRow;
import java.util.Objects;
import java.util.Optional;

/**
 * A row to append after review.
 *
 * @param row the new row, in force from the day the catalogue was downloaded
 * @param ends the row of the book that would get that day as its end; empty for a new model
 */
public record ProposedRow(PriceRow row, Optional<PriceRow> ends) {
  public ProposedRow {
    Objects.requireNonNull(row, "row");
    Objects.requireNonNull(ends, "ends");
  }
}
