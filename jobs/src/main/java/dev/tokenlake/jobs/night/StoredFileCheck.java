package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.ParquetCheck;
import dev.tokenlake.jobs.store.Sha256;
import dev.tokenlake.jobs.store.StoredFile;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares every stored file with the checksum that was taken when it was written, and every page
 * of it with the one that stands in the file.
 */
final class StoredFileCheck {
  private final List<Finding> findings;
  private final Set<Place> checked = new HashSet<>();

  StoredFileCheck(List<Finding> findings) {
    this.findings = findings;
  }

  void check(FactVersion version) {
    for (StoredFile file : version.files()) {
      check(file.path(), file.sha256());
      if (file.path().isFile() && file.path().size() != file.bytes()) {
        findings.add(
            new Finding(file.path().location(), "log", "has another length than its commit says"));
      }
    }
  }

  void check(Generation generation) {
    Optional<GenerationManifest> manifest = GenerationManifest.of(generation);
    if (manifest.isEmpty()) {
      findings.add(
          new Finding(
              generation.root().resolve(GenerationManifest.NAME).location(),
              "manifest",
              "is missing or not as written"));
      return;
    }
    manifest.get().files().forEach((name, sum) -> check(generation.root().resolve(name), sum));
    for (Place file : Manifests.filesOf(generation)) {
      String name = Manifests.nameIn(generation, file);
      if (!manifest.get().files().containsKey(name) && !name.equals(GenerationManifest.NAME)) {
        findings.add(new Finding(file.location(), "manifest", "is not part of the generation"));
      }
    }
  }

  void check(Place file, String sha256) {
    if (!checked.add(file)) {
      return;
    }
    if (!file.isFile()) {
      findings.add(new Finding(file.location(), "checksum", "is missing"));
      return;
    }
    try {
      if (!Sha256.of(file).equals(sha256)) {
        findings.add(new Finding(file.location(), "checksum", "has other bytes than were written"));
      } else if (file.name().endsWith(".parquet")) {
        ParquetCheck.problem(file)
            .ifPresent(problem -> findings.add(new Finding(file.location(), "pages", problem)));
      }
    } catch (UncheckedIOException e) {
      findings.add(new Finding(file.location(), "checksum", "cannot be read"));
    }
  }
}
