package dev.tokenlake.jobs.show;

import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.forget.ForgetFile;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.GenerationManifest.TableSum;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The generations that can be restored, as a table. */
public final class History {
  private static final List<String> COLUMNS =
      List.of(
          "generation",
          "made_at",
          "facts_version",
          "tables",
          "rows",
          "usage_rows",
          "sessions",
          "bytes",
          "changed_bytes",
          "forgets",
          "folder",
          "is_published");

  private History() {}

  /**
   * One row per generation, oldest first; none of those that may hold what was forgotten since, but
   * for the published one. What changed is counted in bytes of files that the generation before
   * does not have; the rules of what is forgotten are those of the lake.
   */
  public static StoredTable of(LakeLayout lake) {
    Generations generations = new Generations(lake);
    Optional<Long> published = generations.current().map(Generation::number);
    ForgetBook book = book(lake);
    Optional<Object> forgets = book.isEmpty() ? Optional.empty() : Optional.of(book.inWords());
    List<List<Optional<Object>>> rows = new ArrayList<>();
    Collection<String> before = Set.of();
    for (Generation generation : generations.all()) {
      boolean current = published.equals(Optional.of(generation.number()));
      Optional<GenerationManifest> found =
          GenerationManifest.of(generation)
              .filter(manifest -> current || book.isClean(manifest.factsVersion()));
      if (found.isPresent()) {
        GenerationManifest manifest = found.get();
        rows.add(
            List.of(
                Optional.of(manifest.generation()),
                Optional.of(manifest.madeAt()),
                Optional.of(manifest.factsVersion()),
                Optional.of((long) manifest.tables().size()),
                Optional.of(manifest.tables().values().stream().mapToLong(TableSum::rows).sum()),
                rowsOf(manifest, "usage"),
                rowsOf(manifest, "sessions"),
                Optional.of(bytes(generation, manifest.files(), Set.of())),
                Optional.of(bytes(generation, manifest.files(), before)),
                current ? forgets : Optional.empty(),
                Optional.of(generation.tables().location()),
                Optional.of(current)));
        before = manifest.files().values();
      }
    }
    return new StoredTable(COLUMNS, rows);
  }

  /** Bytes of the files of a generation whose checksum is none of these. */
  private static long bytes(
      Generation generation, Map<String, String> files, Collection<String> others) {
    Set<String> known = new HashSet<>(others);
    return files.entrySet().stream()
        .filter(file -> !known.contains(file.getValue()))
        .mapToLong(file -> size(generation, file.getKey()))
        .sum();
  }

  private static long size(Generation generation, String file) {
    Place place = generation.root().resolve(file);
    // That one is missing is for verify to tell.
    return place.isFile() ? place.size() : 0;
  }

  private static ForgetBook book(LakeLayout lake) {
    return LakeFormat.forgets(lake)
        ? new FactStore(lake.facts())
            .latest()
            .map(version -> ForgetFile.read(version.paths(Part.RULES)))
            .orElse(ForgetBook.EMPTY)
        : ForgetBook.EMPTY;
  }

  private static Optional<Object> rowsOf(GenerationManifest manifest, String table) {
    return Optional.ofNullable(manifest.tables().get(table)).map(TableSum::rows);
  }
}
