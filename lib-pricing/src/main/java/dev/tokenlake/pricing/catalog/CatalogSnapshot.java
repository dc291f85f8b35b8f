package dev.tokenlake.pricing.catalog;

import java.util.List;
import java.util.Objects;

/**
 * One catalogue file, read.
 *
 * @param source which catalogue
 * @param entries models at their vendor's own price; resellers are left out
 * @param findings what could not be taken over
 */
public record CatalogSnapshot(
    Source source, List<CatalogEntry> entries, List<CatalogFinding> findings) {

  /** Catalogues this library reads. */
  public enum Source {
    /** {@code model_prices_and_context_window.json} of LiteLLM: US dollars per token. */
    LITELLM("LiteLLM price map"),
    /** {@code api.json} of models.dev: US dollars per million tokens. */
    MODELS_DEV("models.dev catalogue");

    private final String title;

    Source(String title) {
      this.title = title;
    }

    /** Name for a row's source column. */
    public String title() {
      return title;
    }
  }

  public CatalogSnapshot {
    Objects.requireNonNull(source, "source");
    entries = List.copyOf(entries);
    findings = List.copyOf(findings);
  }
}
