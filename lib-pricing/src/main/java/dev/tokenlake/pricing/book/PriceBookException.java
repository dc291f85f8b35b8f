package dev.tokenlake.pricing.book;

/** A price table that must not be used. The message names file, line and defect. */
public final class PriceBookException extends RuntimeException {
  public PriceBookException(String message) {
    super(message);
  }

  public PriceBookException(String message, Throwable cause) {
    super(message, cause);
  }
}
