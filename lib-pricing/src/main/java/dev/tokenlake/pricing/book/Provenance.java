package dev.tokenlake.pricing.book;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Where a row comes from.
 *
 * @param source pages and files that state it; never blank
 * @param checkedOn day the row was last compared with its sources
 * @param confidence how well it is attested
 * @param note what a reader of the row should know; may be empty
 */
public record Provenance(String source, LocalDate checkedOn, Confidence confidence, String note) {
  public Provenance {
    Objects.requireNonNull(checkedOn, "checkedOn");
    Objects.requireNonNull(confidence, "confidence");
    Objects.requireNonNull(note, "note");
    if (source.isBlank()) {
      throw new IllegalArgumentException("A price row needs a source");
    }
  }
}
