package dev.tokenlake.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.lake.GenerationManifest.TableSum;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests come back, those of older and newer programs too. */
class GenerationManifestTest {
  @TempDir private Path folder;

  @Test
  void aManifestComesBack() {
    GenerationManifest manifest =
        new GenerationManifest(
            3,
            Instant.parse("2026-03-01T02:00:00Z"),
            7,
            "facts",
            "basis",
            Map.of("usage", new TableSum(2, "ab")),
            Map.of("tables/usage/part-00000.parquet", "cd"));
    Generation generation = new Generation(3, Place.of(folder));

    manifest.write(generation);

    assertThat(GenerationManifest.of(generation)).contains(manifest);
  }

  @Test
  void whatAnOlderProgramDidNotWriteIsAbsentAndWhatANewerOneAddsIsPassedOver() throws IOException {
    Files.writeString(
        folder.resolve(GenerationManifest.NAME),
        "{\"generation\": 3, \"factsVersion\": 7, \"unheardOf\": {\"a\": 1}}");

    assertThat(GenerationManifest.of(new Generation(3, Place.of(folder))))
        .contains(new GenerationManifest(3, Instant.EPOCH, 7, "", "", Map.of(), Map.of()));
  }

  @Test
  void damageIsNoManifest() throws IOException {
    Files.writeString(folder.resolve(GenerationManifest.NAME), "{\"generation\": 3, ");

    assertThat(GenerationManifest.of(new Generation(3, Place.of(folder)))).isEmpty();
  }
}
