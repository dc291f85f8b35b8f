package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.Rollup;
import dev.tokenlake.jobs.rollup.TableDigest;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.store.Sha256;
import dev.tokenlake.jobs.store.StoredFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/** Manifests of generations, between tables and facts. */
final class Manifests {
  private Manifests() {}

  /**
   * The manifest of tables just written.
   *
   * @param earlier what some of the files were taken over from
   */
  static GenerationManifest of(
      Generation generation,
      FactVersion version,
      String basis,
      Rollup rollup,
      Optional<GenerationManifest> earlier) {
    Map<String, GenerationManifest.TableSum> tables = new TreeMap<>();
    rollup
        .digests()
        .forEach(
            (name, digest) ->
                tables.put(name, new GenerationManifest.TableSum(digest.rows(), digest.sha256())));
    return new GenerationManifest(
        generation.number(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        version.number(),
        factsOf(version),
        basis,
        tables,
        files(generation, rollup.takenOver(), earlier));
  }

  /** What the files of facts are, whatever the number of the version. */
  static String factsOf(FactVersion version) {
    StringBuilder names = new StringBuilder();
    version.files().stream()
        .filter(file -> file.part() == Part.FACTS)
        .map(StoredFile::sha256)
        .sorted()
        .forEach(name -> names.append(name).append('\n'));
    return DigestUtils.sha256Hex(names.toString());
  }

  /** Whether a version has the facts that a generation was made from, as far as it says. */
  static boolean madeFrom(GenerationManifest manifest, FactVersion version) {
    return manifest.facts().isEmpty() || manifest.facts().equals(factsOf(version));
  }

  /** Digests of the tables of a manifest. */
  static Map<String, TableDigest> digests(GenerationManifest manifest) {
    Map<String, TableDigest> digests = new TreeMap<>();
    manifest
        .tables()
        .forEach((name, sum) -> digests.put(name, new TableDigest(sum.rows(), sum.sha256())));
    return digests;
  }

  private static Map<String, String> files(
      Generation generation, Set<String> takenOver, Optional<GenerationManifest> earlier) {
    Map<String, String> known = earlier.map(GenerationManifest::files).orElse(Map.of());
    Map<String, String> sums = new TreeMap<>();
    for (Place file : filesOf(generation)) {
      String name = nameIn(generation, file);
      boolean same = takenOver.contains(name) && known.containsKey(name);
      sums.put(name, same ? known.get(name) : Sha256.of(file));
    }
    return sums;
  }

  /** Every file of a generation. */
  static List<Place> filesOf(Generation generation) {
    return generation.root().files();
  }

  /** Name of a file in the manifest. */
  static String nameIn(Generation generation, Place file) {
    return file.within(generation.root());
  }
}
