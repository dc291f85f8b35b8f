package dev.tokenlake.pricing.catalog;

import dev.tokenlake.pricing.book.PriceRowWriter;
import java.util.List;

/**
 * What a catalogue suggests. The book is left as it is.
 *
 * @param proposed rows to append after review
 * @param differences every disagreement, proposed or not
 * @param findings what could not be compared
 * @param agreeing models on which both agree
 */
public record ImportProposal(
    List<ProposedRow> proposed,
    List<RateDifference> differences,
    List<CatalogFinding> findings,
    int agreeing) {
  public ImportProposal {
    proposed = List.copyOf(proposed);
    differences = List.copyOf(differences);
    findings = List.copyOf(findings);
  }

  /** The proposed rows as a price table, ready to be pasted after review. */
  public String toCsv() {
    return new PriceRowWriter().write(proposed.stream().map(ProposedRow::row).toList());
  }
}
