package dev.tokenlake.pricing.model;

import java.util.Objects;

/**
 * A model, with what the logged spelling said beside its name.
 *
 * @param canonical id used by the price book, e.g. {@code claude-opus-4-6}; never blank
 * @param batch the spelling asked for batch processing ({@code :batch}, {@code -batch})
 * @param fast the spelling asked for fast mode ({@code -fast})
 * @param hosting where the spelling says the call ran
 */
public record ModelId(String canonical, boolean batch, boolean fast, Hosting hosting) {
  public ModelId {
    Objects.requireNonNull(hosting, "hosting");
    if (canonical.isBlank()) {
      throw new IllegalArgumentException("Blank model id");
    }
  }

  /** The model itself, on the vendor's own API, without modifiers. */
  public static ModelId of(String canonical) {
    return new ModelId(canonical, false, false, Hosting.DIRECT);
  }
}
