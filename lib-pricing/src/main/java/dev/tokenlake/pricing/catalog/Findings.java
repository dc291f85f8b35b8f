package dev.tokenlake.pricing.catalog;

import dev.tokenlake.pricing.catalog.CatalogFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects findings of one file; unknown fields are counted, not listed per model. */
final class Findings {

  private final List<CatalogFinding> rows = new ArrayList<>();
  private final SortedMap<String, Integer> unknownFields = new TreeMap<>();

  void row(Kind kind, String model, String detail) {
    rows.add(new CatalogFinding(kind, model, detail));
  }

  void unknownField(String field) {
    unknownFields.merge(field, 1, Integer::sum);
  }

  List<CatalogFinding> all() {
    List<CatalogFinding> all = new ArrayList<>(rows);
    unknownFields.forEach(
        (field, count) ->
            all.add(new CatalogFinding(Kind.UNKNOWN_FIELD, field, "in models: " + count)));
    return all;
  }
}
