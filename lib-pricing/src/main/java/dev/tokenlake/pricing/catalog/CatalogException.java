package dev.tokenlake.pricing.catalog;

/** A file that is not a price catalogue this library reads. The message names the file. */
public final class CatalogException extends RuntimeException {
  public CatalogException(String message) {
    super(message);
  }

  public CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
