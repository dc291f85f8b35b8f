package dev.tokenlake.pricing.model;

import java.util.Objects;

/** What a logged model id turned out to be. An unknown id is a value, never an exception. */
public sealed interface ModelResolution {

  /**
   * A model of the price book.
   *
   * @param model the model and the modifiers its spelling carried
   */
  record Resolved(ModelId model) implements ModelResolution {
    public Resolved {
      Objects.requireNonNull(model, "model");
    }
  }

  /** No model answered: {@code <synthetic>} and every other {@code <...>}, or no id at all. */
  record NotBillable() implements ModelResolution {}

  /**
   * A model the price book does not list.
   *
   * @param normalised the id after normalisation, for grouping in reports; account numbers of
   *     Bedrock ARNs are not part of it
   */
  record Unknown(String normalised) implements ModelResolution {
    public Unknown {
      Objects.requireNonNull(normalised, "normalised");
    }
  }
}
