package dev.tokenlake.pricing.catalog;

import dev.tokenlake.pricing.book.Confidence;
import dev.tokenlake.pricing.book.Multipliers;
import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.book.Provenance;
import dev.tokenlake.pricing.catalog.CatalogFinding.Kind;
import dev.tokenlake.pricing.model.Hosting;
import dev.tokenlake.pricing.model.ModelId;
import dev.tokenlake.pricing.model.ModelResolution;
import dev.tokenlake.pricing.model.ModelResolver;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a catalogue with the book on the day it was downloaded.
 *
 * <p>A row is proposed for a model the book does not list, and for a model whose latest row
 * disagrees. It is not proposed where the catalogue states a price that an earlier row of the book
 * has, since then the catalogue is behind, nor where the book knows a later row than that day's.
 */
public final class CatalogComparison {

  private final PriceBook book;
  private final ModelResolver resolver;

  public CatalogComparison(PriceBook book) {
    this.book = book;
    this.resolver = new ModelResolver(book.models(), book.aliases());
  }

  /**
   * @param downloadedOn first day of proposed rows: catalogues do not say since when a price holds
   */
  public ImportProposal compare(CatalogSnapshot catalog, LocalDate downloadedOn) {
    Instant at = downloadedOn.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<ProposedRow> proposed = new ArrayList<>();
    List<RateDifference> differences = new ArrayList<>();
    List<CatalogFinding> findings = new ArrayList<>(catalog.findings());
    Map<String, CatalogEntry> seen = new HashMap<>();
    int agreeing = 0;
    for (CatalogEntry entry : catalog.entries()) {
      Optional<String> model = model(entry);
      if (model.isEmpty()) {
        continue;
      }
      CatalogEntry first = seen.putIfAbsent(model.get(), entry);
      if (first != null) {
        if (!EntryDifference.agree(first, entry)) {
          findings.add(
              new CatalogFinding(
                  Kind.ODD_ROW, entry.key(), "another price than " + first.key() + ", not used"));
        }
        continue;
      }
      Optional<PriceRow> row = book.find(ModelId.of(model.get()), at);
      List<RateDifference> own =
          row.map(found -> EntryDifference.of(entry, found)).orElse(List.of());
      differences.addAll(own);
      if (row.isPresent() && own.isEmpty()) {
        agreeing++;
        continue;
      }
      Optional<String> refusal = refusal(entry, model.get(), row, at);
      if (refusal.isPresent()) {
        findings.add(new CatalogFinding(Kind.ODD_ROW, model.get(), refusal.get()));
      } else {
        proposed.add(new ProposedRow(row(entry, model.get(), row, at, catalog, downloadedOn), row));
      }
    }
    return new ImportProposal(proposed, differences, findings, agreeing);
  }

  /** The plain model an entry prices; empty for entries that price a mode or a place of one. */
  private Optional<String> model(CatalogEntry entry) {
    if (!Vendors.isPlainKey(entry.key())) {
      return Optional.empty();
    }
    ModelResolution resolution = resolver.resolve(entry.key());
    if (resolution instanceof ModelResolution.Resolved resolved) {
      ModelId id = resolved.model();
      boolean plain = !id.fast() && !id.batch() && id.hosting() == Hosting.DIRECT;
      return plain ? Optional.of(id.canonical()) : Optional.empty();
    }
    return resolution instanceof ModelResolution.Unknown unknown
        ? Optional.of(unknown.normalised())
        : Optional.empty();
  }

  private Optional<String> refusal(
      CatalogEntry entry, String model, Optional<PriceRow> row, Instant at) {
    List<PriceRow> rows = book.rows(model);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    if (row.isEmpty() || row.get().to().isPresent() || row.get().from().equals(Optional.of(at))) {
      return Optional.of("the book has a row from that day on or later; nothing proposed");
    }
    return rows.stream()
        .filter(earlier -> !earlier.equals(row.get()))
        .filter(earlier -> EntryDifference.of(entry, earlier).isEmpty())
        .findFirst()
        .map(earlier -> "the catalogue states an earlier price of the book; nothing proposed");
  }

  /** The entry as a row; what a catalogue never states is taken from the row in force. */
  private static PriceRow row(
      CatalogEntry entry,
      String model,
      Optional<PriceRow> inForce,
      Instant at,
      CatalogSnapshot catalog,
      LocalDate day) {
    Multipliers base = inForce.map(PriceRow::multipliers).orElse(Multipliers.NONE);
    Multipliers multipliers =
        new Multipliers(
            entry.fast().or(base::fast),
            base.fastLongContext(),
            base.batch(),
            entry.us().orElse(base.us()),
            base.regional(),
            base.usGov());
    return new PriceRow(
        model,
        Optional.of(at),
        Optional.empty(),
        EntryDifference.completed(entry, inForce),
        entry.longContext(),
        multipliers,
        inForce.flatMap(PriceRow::webSearchUsd),
        entry.contextWindow().or(() -> inForce.flatMap(PriceRow::contextWindow)),
        new Provenance(
            catalog.source().title() + " of " + day,
            day,
            Confidence.LOW,
            "proposed by import; first day is the day of the file"));
  }
}
