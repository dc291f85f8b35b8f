package dev.tokenlake.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import dev.tokenlake.jobs.testing.TestSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes of older programs are read, those of later ones are left as they are. */
@Tag("slow")
class EvolutionTest {
  @TempDir private Path folder;

  @Test
  void anOlderLakeIsReadAndALaterOneIsNotTouched() throws IOException {
    Path archive = folder.resolve("archive");
    Lake lake = new Lake(folder.resolve("lake"));
    Ran.here("sample", "--out", archive, "--sessions", 15, "--mean-bytes", 4_000).done();
    nightly(archive, lake).done();
    Map<String, String> before = comparable(lake);

    // As a program left it that knew neither how inputs were read nor what was forgotten.
    LakeLayout layout = new LakeLayout(lake.root());
    FactBase base = new FactBase(new FactStore(layout.facts()));
    FactVersion version = base.latest().orElseThrow();
    Ledger ledger = FactBase.ledger(Optional.of(version));
    Path older = folder.resolve("older");
    String[] files = version.paths(Part.FACTS).stream().map(Place::location).toArray(String[]::new);
    TestSpark.session()
        .read()
        .parquet(files)
        .drop("past", "input")
        .write()
        .parquet(older.toString());
    TestSpark.stop();
    base.replace(
        version,
        Place.of(older),
        Optional.empty(),
        ledger,
        Place.of(Files.createDirectories(folder.resolve("s"))));

    nightly(archive, lake).done();
    assertThat(comparable(lake)).isEqualTo(before);
    assertThat(lake.latestRun().at("/inputs/unchanged").asLong()).isPositive();

    // Then a later program was here.
    Files.writeString(Path.of(layout.format().location()), "{\"format\": 3}\n");
    refuses(archive, lake, "has format 3");
    Files.writeString(Path.of(layout.format().location()), "{\"format\": 1}\n");
    long next = base.latest().orElseThrow().number() + 1;
    Files.writeString(
        Path.of(layout.facts().resolve("_delta_log/%020d.json".formatted(next)).location()),
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"unheardOf\"],\"writerFeatures\":[\"unheardOf\"]}}\n");
    Map<Path, String> held = contents(lake);
    Ran refused = nightly(archive, lake);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("later program").contains("unheardOf");
    assertThat(contents(lake)).isEqualTo(held);
  }

  private static void refuses(Path archive, Lake lake, String why) {
    List<Path> all = lake.files();
    Map<Path, String> held = contents(lake);
    for (Ran refused :
        List.of(
            nightly(archive, lake),
            Ran.here("verify", "--lake", lake.root()),
            Ran.here("restore", "--to", 1, "--lake", lake.root()))) {
      assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(refused.err()).contains(why);
    }
    assertThat(lake.files()).isEqualTo(all);
    assertThat(contents(lake)).isEqualTo(held);
  }

  /** Sizes and times of all but the runs and the lock. */
  private static Map<Path, String> contents(Lake lake) {
    return lake.files().stream()
        .filter(file -> Stream.of("/runs/", "/.lock").noneMatch(file.toString()::contains))
        .collect(Collectors.toMap(file -> file, EvolutionTest::content));
  }

  private static String content(Path file) {
    try {
      return Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> comparable(Lake lake) {
    return new TreeMap<>(lake.digests());
  }

  private static Ran nightly(Path archive, Lake lake) {
    return lake.run("nightly", archive);
  }
}
