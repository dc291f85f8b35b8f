package dev.tokenlake.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.ParquetCheck;
import dev.tokenlake.jobs.store.Sha256;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
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
    List<Path> files = new ArrayList<>(Manifests.filesOf(generation));
    files.removeIf(file -> !file.toString().endsWith(".parquet"));
    version.files().forEach(file -> files.add(file.path()));

    Random random = new Random(20260101);
    for (int i = 0; i < FLIPS + TRUNCATIONS; i++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] sound = Files.readAllBytes(file);
      byte[] damaged = sound.clone();
      int at = random.nextInt(sound.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, i < FLIPS ? damaged : Arrays.copyOf(sound, at));
      List<Finding> found = new ArrayList<>();
      new StoredFileCheck(found).check(file, sumOf(file, version, generation));
      assertThat(found).as("%s, byte %d", file, at).hasSize(1);
      assertThat(found.get(0).place()).isEqualTo(file.toString());
      Files.write(file, sound);
    }
    assertThat(findings(version, generation)).isEmpty();

    // Somebody fixes the manifest up: the page still does not fit its own checksum.
    Path table = generation.tables().resolve("usage/part-00000.parquet");
    byte[] bytes = Files.readAllBytes(table);
    bytes[60] ^= 1;
    Files.write(table, bytes);
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
    Path stray = layout.facts().resolve("part=facts").resolve("0".repeat(64) + ".parquet");
    Files.writeString(stray, "of a dead run");
    Ran verified = Ran.here("verify", "--lake", lake.root(), "--quiet");
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out().lines().toList())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith(table + ": ").endsWith("(pages)"),
            line -> assertThat(line).startsWith(stray + ": ").endsWith("(orphan)"));
  }

  private static String sumOf(Path file, FactVersion version, Generation generation) {
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
