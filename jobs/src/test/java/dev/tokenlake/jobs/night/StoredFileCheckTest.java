package dev.tokenlake.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.ParquetCheck;
import dev.tokenlake.jobs.store.Sha256;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bit rot in a lake: nothing of it is silent, even where it also reached the sums. */
class StoredFileCheckTest {
  private static final int FLIPS = 1_000;
  private static final int TRUNCATIONS = 100;

  @TempDir private Path folder;

  @Test
  void everyFlippedBitAndEveryTruncationIsFound() throws IOException {
    Lake lake = new Lake(folder.resolve("lake"));
    Path archive = folder.resolve("archive");
    Ran.here("sample", "--out", archive, "--sessions", 15, "--mean-bytes", 4_000).done();
    Ran.here("nightly", "--archive", "m=" + archive, "--lake", lake.root(), "--quiet").done();
    LakeLayout layout = new LakeLayout(lake.root());
    FactVersion version = new FactBase(new FactStore(layout.facts())).latest().orElseThrow();
    Generation generation = new Generations(layout).current().orElseThrow();
    assertThat(findings(version, generation)).isEmpty();
    List<Place> files = new ArrayList<>(Manifests.filesOf(generation));
    files.removeIf(file -> !file.name().endsWith(".parquet"));
    version.files().forEach(file -> files.add(file.path()));

    Random random = new Random(20260101);
    for (int i = 0; i < FLIPS + TRUNCATIONS; i++) {
      Place file = files.get(random.nextInt(files.size()));
      byte[] sound = file.read();
      byte[] damaged = sound.clone();
      int at = random.nextInt(sound.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      write(file, i < FLIPS ? damaged : Arrays.copyOf(sound, at));
      List<Finding> found = new ArrayList<>();
      new StoredFileCheck(found).check(file, sumOf(file, version, generation));
      assertThat(found).as("%s, byte %d", file, at).hasSize(1);
      assertThat(found.get(0).place()).isEqualTo(file.location());
      write(file, sound);
    }
    assertThat(findings(version, generation)).isEmpty();

    // Somebody fixes the manifest up: the page still does not fit its own checksum.
    Place table = generation.tables().resolve("usage").children().get(0);
    byte[] bytes = table.read();
    bytes[60] ^= 1;
    write(table, bytes);
    GenerationManifest manifest = GenerationManifest.of(generation).orElseThrow();
    Map<String, String> sums = new TreeMap<>(manifest.files());
    sums.put(Manifests.nameIn(generation, table), Sha256.of(table));
    new GenerationManifest(
            manifest.generation(),
            manifest.madeAt(),
            manifest.factsVersion(),
            manifest.facts(),
            manifest.basis(),
            manifest.tables(),
            sums)
        .write(generation);
    assertThat(ParquetCheck.problem(table)).isPresent();
    Place stray = layout.facts().resolve("part=facts/" + "0".repeat(64) + ".parquet");
    stray.write("of a dead run".getBytes(StandardCharsets.UTF_8));
    Ran verified = Ran.here("verify", "--lake", lake.root(), "--quiet");
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out().lines().toList())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith(table.location() + ": ").endsWith("(pages)"),
            line -> assertThat(line).startsWith(stray.location() + ": ").endsWith("(orphan)"));
  }

  /** In place, as a disk does. */
  private static void write(Place file, byte[] bytes) throws IOException {
    Files.write(Path.of(file.location()), bytes);
  }

  private static String sumOf(Place file, FactVersion version, Generation generation) {
    return version.files().stream()
        .filter(stored -> stored.path().equals(file))
        .map(stored -> stored.sha256())
        .findFirst()
        .orElseGet(
            () ->
                GenerationManifest.of(generation)
                    .orElseThrow()
                    .files()
                    .get(Manifests.nameIn(generation, file)));
  }

  private static List<Finding> findings(FactVersion version, Generation generation) {
    List<Finding> found = new ArrayList<>();
    StoredFileCheck check = new StoredFileCheck(found);
    check.check(version);
    check.check(generation);
    return found;
  }
}
