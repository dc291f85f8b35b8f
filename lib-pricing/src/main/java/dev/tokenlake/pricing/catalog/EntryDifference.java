package dev.tokenlake.pricing.catalog;

import dev.tokenlake.pricing.book.LongContext;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.book.Rates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares one entry with one row, figure by figure. */
final class EntryDifference {
  private EntryDifference() {}

  /** Disagreements; what the catalogue leaves out is none, except a missing long-context card. */
  static List<RateDifference> of(CatalogEntry entry, PriceRow row) {
    List<RateDifference> differences = new ArrayList<>();
    String model = row.modelId();
    cards(differences, model, "", row.rates(), entry.rates());
    Optional<LongContext> ours = row.longContext();
    Optional<LongContext> theirs = entry.longContext();
    if (ours.isPresent() && theirs.isPresent()) {
      add(
          differences,
          model,
          "long_context_above",
          ours.map(card -> BigDecimal.valueOf(card.threshold())),
          theirs.map(card -> BigDecimal.valueOf(card.threshold())));
      cards(differences, model, "long_context_", ours.get().rates(), theirs.get().rates());
    } else if (ours.isPresent() != theirs.isPresent()) {
      differences.add(
          new RateDifference(
              model,
              "long_context_above",
              ours.map(card -> BigDecimal.valueOf(card.threshold())),
              theirs.map(card -> BigDecimal.valueOf(card.threshold()))));
    }
    add(differences, model, "fast", row.multipliers().fast(), entry.fast());
    add(differences, model, "us", Optional.of(row.multipliers().us()), entry.us());
    return differences;
  }

  /** Whether two entries of one model state the same ordinary rates. */
  static boolean agree(CatalogEntry a, CatalogEntry b) {
    List<RateDifference> differences = new ArrayList<>();
    cards(differences, a.key(), "", a.rates(), b.rates());
    return differences.isEmpty();
  }

  /** The entry's rates, with the write rates it leaves out taken from the row in force. */
  static Rates completed(CatalogEntry entry, Optional<PriceRow> inForce) {
    Rates rates = entry.rates();
    return new Rates(
        rates.input(),
        rates.output(),
        rates.cacheWrite5m(),
        rates.cacheWrite1h().or(() -> sameWrites(rates, inForce)),
        rates.cacheRead());
  }

  /** A one-hour rate is only carried over when the five-minute rate beside it did not change. */
  private static Optional<BigDecimal> sameWrites(Rates rates, Optional<PriceRow> inForce) {
    return inForce
        .map(PriceRow::rates)
        .filter(ours -> same(ours.cacheWrite5m(), rates.cacheWrite5m()))
        .flatMap(Rates::cacheWrite1h);
  }

  private static void cards(
      List<RateDifference> differences, String model, String prefix, Rates ours, Rates theirs) {
    add(
        differences,
        model,
        prefix + "input",
        Optional.of(ours.input()),
        Optional.of(theirs.input()));
    add(
        differences,
        model,
        prefix + "output",
        Optional.of(ours.output()),
        Optional.of(theirs.output()));
    add(differences, model, prefix + "cache_write_5m", ours.cacheWrite5m(), theirs.cacheWrite5m());
    add(differences, model, prefix + "cache_write_1h", ours.cacheWrite1h(), theirs.cacheWrite1h());
    add(differences, model, prefix + "cache_read", ours.cacheRead(), theirs.cacheRead());
  }

  private static void add(
      List<RateDifference> differences,
      String model,
      String field,
      Optional<BigDecimal> ours,
      Optional<BigDecimal> theirs) {
    if (theirs.isPresent() && !same(ours, theirs)) {
      differences.add(new RateDifference(model, field, ours, theirs));
    }
  }

  private static boolean same(Optional<BigDecimal> a, Optional<BigDecimal> b) {
    return a.isPresent() == b.isPresent()
        && a.map(value -> value.compareTo(b.orElseThrow()) == 0).orElse(true);
  }
}
