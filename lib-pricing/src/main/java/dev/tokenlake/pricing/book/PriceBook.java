package dev.tokenlake.pricing.book;

import dev.tokenlake.pricing.model.ModelId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every known price with its period. Immutable, so one book may serve any number of threads.
 *
 * <p>Within a model, periods neither overlap nor leave a gap: a model's price does not stop and
 * start again, so a gap is a forgotten row.
 */
public final class PriceBook {

  private static final Comparator<PriceRow> BY_START =
      Comparator.comparing(row -> row.from().orElse(Instant.MIN));

  private final SortedMap<String, List<PriceRow>> rowsByModel;
  private final Map<String, String> aliases;

  private PriceBook(SortedMap<String, List<PriceRow>> rowsByModel, Map<String, String> aliases) {
    this.rowsByModel = rowsByModel;
    this.aliases = Map.copyOf(aliases);
  }

  /** The book that ships with this library: {@code prices.csv}. */
  public static PriceBook bundled() {
    return Bundled.BOOK;
  }

  /**
   * @throws PriceBookException if two rows of a model overlap or leave a gap
   */
  public static PriceBook of(List<PriceRow> rows) {
    return of(rows, Map.of());
  }

  /**
   * @param aliases other spellings of a model, in lower case, to its canonical id
   * @throws PriceBookException if two rows of a model overlap or leave a gap
   */
  static PriceBook of(List<PriceRow> rows, Map<String, String> aliases) {
    SortedMap<String, List<PriceRow>> byModel = new TreeMap<>();
    for (PriceRow row : rows) {
      byModel.computeIfAbsent(row.modelId(), model -> new ArrayList<>()).add(row);
    }
    byModel.replaceAll((model, own) -> own.stream().sorted(BY_START).toList());
    byModel.values().forEach(PriceBook::refuseBrokenPeriods);
    return new PriceBook(byModel, aliases);
  }

  /** All rows, by model, then by period. */
  public List<PriceRow> rows() {
    return rowsByModel.values().stream().flatMap(List::stream).toList();
  }

  /** Latest day on which a row was compared with its source; absent for a book without rows. */
  public Optional<LocalDate> checkedOn() {
    return rows().stream().map(PriceRow::checkedOn).max(Comparator.naturalOrder());
  }

  /** Canonical ids of all models, in order. */
  public Set<String> models() {
    return Collections.unmodifiableSet(rowsByModel.keySet());
  }

  /** Spellings that only the book knows, beside those the match policy derives. */
  public Map<String, String> aliases() {
    return aliases;
  }

  /** Rows of one model in order of time; empty for a model the book does not list. */
  public List<PriceRow> rows(String canonicalModel) {
    return rowsByModel.getOrDefault(canonicalModel, List.of());
  }

  /** The row in force at {@code at}; empty before the model's first price. */
  public Optional<PriceRow> find(ModelId model, Instant at) {
    for (PriceRow row : rows(model.canonical())) {
      if (row.covers(at)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /**
   * This book with other prices in the periods of {@code overrides}: contract rates, models of
   * one's own. Rows of this book keep what the overrides leave of their periods.
   *
   * @throws PriceBookException if the overrides overlap each other or leave a gap
   */
  public PriceBook withOverrides(List<PriceRow> overrides) {
    List<PriceRow> merged = new ArrayList<>(rows());
    for (PriceRow override : overrides) {
      merged = PeriodCut.cutOut(merged, override);
    }
    merged.addAll(overrides);
    return of(merged, aliases);
  }

  private static void refuseBrokenPeriods(List<PriceRow> rows) {
    for (int i = 1; i < rows.size(); i++) {
      Optional<Instant> end = rows.get(i - 1).to();
      Instant start = rows.get(i).from().orElse(Instant.MIN);
      String model = rows.get(i).modelId();
      if (end.isEmpty() || start.isBefore(end.get())) {
        throw new PriceBookException("Overlapping prices of " + model + " at " + shown(start));
      }
      if (end.get().isBefore(start)) {
        throw new PriceBookException(
            "No price of " + model + " from " + end.get() + " to " + shown(start));
      }
    }
  }

  private static String shown(Instant start) {
    return start.equals(Instant.MIN) ? "an unknown begin" : start.toString();
  }

  private static final class Bundled {
    static final PriceBook BOOK = new PriceBookLoader().loadBundled();
  }
}
