package dev.tokenlake.pricing.catalog;

import java.util.Objects;

/**
 * Something in a catalogue that was not taken over.
 *
 * @param kind what it is
 * @param subject model or field it is about
 * @param detail in words
 */
public record CatalogFinding(Kind kind, String subject, String detail) {

  /** Kinds of findings. */
  public enum Kind {
    /** A field that speaks of a price, but not one this library reads. */
    UNKNOWN_FIELD,
    /** A model whose rates make no sense. */
    ODD_ROW,
    /** A model whose price has a form the book cannot hold. */
    UNSUPPORTED,
    /** A model of a vendor in the book, without any price. */
    NO_PRICE
  }

  public CatalogFinding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(detail, "detail");
  }
}
