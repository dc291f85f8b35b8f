package dev.tokenlake.jobs.night;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a damaged lake: none makes it worse, and there is a way out. */
class RepairTest {
  private static final String LATE = "44444444-4444-4444-8444-444444444444";
  private static final String LOG = "facts/_delta_log/";

  @TempDir private static Path shared;
  private static ThreeNights nights;

  @TempDir private Path folder;
  private Lake lake;

  @BeforeAll
  static void threeNights() throws IOException {
    nights = ThreeNights.in(shared);
  }

  @BeforeEach
  void aCopy() throws IOException {
    lake = nights.copy(folder.resolve("lake"));
  }

  @Test
  void aLakeWithoutItsFactsIsRefusedAndARebuildSaysWhatIsLost() throws IOException {
    FileUtils.deleteDirectory(path("facts").toFile());
    Map<Path, Integer> before = content();
    for (String command : List.of("nightly", "ingest")) {
      Ran refused = nights.run(command, lake);
      assertThat(refused.exitCode()).as(command).isEqualTo(ExitCode.FAILED);
      assertThat(refused.err()).contains("made from version 12 of them, and there is none");
    }
    Ran rollup = Ran.here("rollup", "--lake", lake.root(), "--quiet");
    assertThat(rollup.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(rollup.err()).contains("made from version 12 of them, and there is none");
    assertThat(content()).isEqualTo(before);

    Ran rebuilt = nights.run("rebuild", lake).done();

    assertThat(rebuilt.err()).contains("WARNING: Facts of ").contains("What only they knew");
    assertThat(lake.latestRun().path("losses")).hasSize(1);
    assertThat(ThreeNights.keys(lake)).containsExactly("msg_a", "msg_b", "msg_c");
    // Generations of before are still there to be read, and do not pass for ones of these facts.
    assertThat(path(".generations/000003/generation.json")).exists();
    Ran restored = Ran.here("restore", "--to", 1, "--lake", lake.root());
    assertThat(restored.err()).contains("The facts of generation 1 are gone");
    assertThat(nights.nightly(lake).done().err()).isEmpty();
  }

  @Test
  void aLakeThatLostItsLastCommitIsRefusedAndCanGoBack() throws IOException {
    Files.delete(path(LOG + "%020d.json".formatted(12)));
    Map<Path, Integer> before = content();

    Ran refused = nights.nightly(lake);

    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("12.crc tells of a commit that is missing");
    assertThat(content()).isEqualTo(before);

    Ran.here("restore", "--to", 2, "--lake", lake.root()).done();
    nights.nightly(lake).done();
    assertThat(ThreeNights.keys(lake)).isEqualTo(ThreeNights.KEYS);
  }

  @Test
  void whatGoingBackLeavesBehindIsRemovedByIt() throws IOException {
    nights.run("ingest", lake).done();
    write(
        nights.archive().resolve("projects/p/" + LATE + ".jsonl"),
        response(LATE, "late", "2026-01-08T08:00:00.000Z"));
    nights.run("ingest", lake).done();
    Files.delete(nights.archive().resolve("projects/p/" + LATE + ".jsonl"));

    Ran.here("restore", "--to", 1, "--lake", lake.root()).done();

    assertThat(Ran.here("verify", "--lake", lake.root()).done().out()).startsWith("sound");
  }

  @Test
  void aLakeThatForgetsIsNotRebuiltWithoutItsRules() throws IOException {
    FileUtils.deleteDirectory(path("facts").toFile());
    Files.writeString(path("lake.json"), "{\"format\": 2}\n");
    Map<Path, Integer> before = content();

    Ran refused = nights.run("rebuild", lake);

    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("rebuild --lift-forgetting with the rules anew");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void aLostPointerCostsNoGeneration() throws IOException {
    Files.delete(path(".generations/current"));
    Files.delete(path("tables"));

    Ran mended = nights.nightly(lake).done();

    assertThat(mended.err()).contains("generation 3 is published again");
    assertThat(path(".generations/current").toRealPath()).isEqualTo(path(".generations/000003"));
    assertThat(path(".generations/000001/generation.json")).exists();
    assertThat(ThreeNights.keys(lake)).isEqualTo(ThreeNights.KEYS);
    assertThat(ThreeNights.verify(lake).done().out()).isEmpty();
  }

  @Test
  void aDamagedGenerationIsNotPublishedInPlaceOfALostPointerAndNoneIsRemoved() throws IOException {
    Files.delete(path(".generations/current"));
    flip(path(".generations/000003/tables/models/part-00000.parquet"));

    nights.nightly(lake).done();

    assertThat(path(".generations/current").toRealPath()).isEqualTo(path(".generations/000004"));
    for (int kept = 1; kept <= 3; kept++) {
      assertThat(path(".generations/00000%d/generation.json".formatted(kept))).exists();
    }
  }

  @Test
  void aRebuildLeavesADamagedFileOfFactsOutAndReadsItsLogsAgain() throws IOException {
    FactBase base = new FactBase(new FactStore(new LakeLayout(lake.root()).facts()));
    Path damaged = Path.of(base.find(1).orElseThrow().paths(Part.FACTS).get(0).location());
    flip(damaged);

    Ran rebuilt = nights.run("rebuild", lake).done();

    assertThat(rebuilt.err())
        .contains(damaged + " is damaged and left out, with what it had of up to 1 inputs");
    assertThat(ThreeNights.keys(lake)).containsExactly("msg_a", "msg_b", "msg_c");
    assertThat(nights.nightly(lake).done().err()).isEmpty();
    assertThat(lake.latestRun().at("/inputs/unchanged").asLong()).isEqualTo(2);
    // What earlier generations have of it stays damaged, and is not gone back to.
    Ran refused = Ran.here("restore", "--to", 1, "--lake", lake.root());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("not restored: " + damaged + " has other bytes");
    for (int kept = 1; kept <= 3; kept++) {
      FileUtils.deleteDirectory(path(".generations/00000" + kept).toFile());
    }
    nights.run("rebuild", lake).done();
    assertThat(ThreeNights.verify(lake).out().lines())
        .isNotEmpty()
        .allMatch(line -> line.endsWith("is missing (generation)"));
  }

  @Test
  void aDamagedLedgerIsNotRebuiltFrom() throws IOException {
    FactBase base = new FactBase(new FactStore(new LakeLayout(lake.root()).facts()));
    Path ledger = Path.of(base.find(1).orElseThrow().paths(Part.LEDGER).get(0).location());
    flip(ledger);
    Map<Path, Integer> before = content();

    Ran refused = nights.run("rebuild", lake);

    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains(ledger + " is damaged");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void aDamagedGenerationIsNotRestored() throws IOException {
    Path table = path(".generations/000002/tables/models/part-00000.parquet");
    flip(table);
    Map<Path, Integer> before = content();

    Ran refused = Ran.here("restore", "--to", 2, "--lake", lake.root());

    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err())
        .contains("Generation 2 is not restored: " + table + " has other bytes");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void aGenerationThatDoesNotSayWhatItHoldsGoesWhenTheLakeForgets() throws IOException {
    flip(path(".generations/000003").resolve(GenerationManifest.NAME));

    nights.run("nightly", lake, "--forget-before", "2026-01-06").done();

    assertThat(path(".generations/000003")).doesNotExist();
    assertThat(path(".generations/000004")).exists();
  }

  private Path path(String name) {
    return lake.root().resolve(name);
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  /** Hashes of all files but those of runs. */
  private Map<Path, Integer> content() {
    Map<Path, Integer> content = new TreeMap<>();
    for (Path file : lake.files()) {
      if (!file.startsWith(path("runs")) && !file.endsWith(".lock")) {
        try {
          content.put(file, Arrays.hashCode(Files.readAllBytes(file)));
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot read " + file, e);
        }
      }
    }
    return content;
  }
}
