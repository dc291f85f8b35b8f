package dev.tokenlake.jobs.show;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The generations that can be restored, as a table. */
public final class History {
  private static final List<String> COLUMNS =
      List.of(
          "generation",
          "made_at",
          "facts_version",
          "usage_rows",
          "sessions",
          "is_published",
          "tables");

  private History() {}

  /** One row per generation, oldest first. */
  public static StoredTable of(LakeLayout lake) {
    Generations generations = new Generations(lake);
    Optional<Long> published = generations.current().map(Generation::number);
    List<List<Optional<Object>>> rows = new ArrayList<>();
    for (Generation generation : generations.all()) {
      GenerationManifest.of(generation)
          .ifPresent(
              manifest ->
                  rows.add(
                      List.of(
                          Optional.of(manifest.generation()),
                          Optional.of(manifest.madeAt()),
                          Optional.of(manifest.factsVersion()),
                          rowsOf(manifest, "usage"),
                          rowsOf(manifest, "sessions"),
                          Optional.of(published.equals(Optional.of(manifest.generation()))),
                          Optional.of(generation.tables().location()))));
    }
    return new StoredTable(COLUMNS, rows);
  }

  private static Optional<Object> rowsOf(GenerationManifest manifest, String table) {
    return Optional.ofNullable(manifest.tables().get(table)).map(GenerationManifest.TableSum::rows);
  }
}
