package dev.tokenlake.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever of a lake is gone, changed or beside it, verify says so and names it. */
class VerificationTest {
  private static final String LOG = "facts/_delta_log/";
  private static final String MANIFEST = ".generations/000002/generation.json";

  @TempDir private static Path shared;
  private static ThreeNights nights;

  @TempDir private Path folder;

  @BeforeAll
  static void threeNights() throws IOException {
    nights = ThreeNights.in(shared);
  }

  @Test
  void aSoundLakeIsSound() {
    assertThat(ThreeNights.verify(nights.lake()).done().out()).isEmpty();
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        gone("facts", MANIFEST + ": generation 2 was made from version 11 of the facts, which"),
        gone(".generations", ".generations/current: is missing"),
        gone("lake.json", "lake.json: is missing"),
        gone(".generations/current", ".generations/current: is missing"),
        gone("tables", "/tables: is not the link .generations/current/tables"),
        linked("tables", ".generations/000003/tables", "/tables: is not the link"),
        linked(".generations/current", "000002", "000003: is whole but not published"),
        linked(".generations/current", "../runs", "current does not lead to a generation"),
        gone(".generations/000001", "generation 1 is missing"),
        gone(".generations/000002", "generation 2 is missing"),
        gone(MANIFEST, MANIFEST + ": is missing"),
        edited(MANIFEST, "\"factsVersion\" : 11", "\"factsVersion\" : 12", "not as written"),
        edited(MANIFEST, "\"facts\" : \"", "\"facts\" : \"0", "not as written"),
        edited(MANIFEST, "\"basis\" : \"", "\"basis\" : \"0", "not as written"),
        edited(MANIFEST, "\"rows\" : ", "\"rows\" : 1", "not as written"),
        edited(MANIFEST, "\"sha256\" : \"", "\"sha256\" : \"0", "not as written"),
        arguments(
            "a manifest of an older program that names other facts",
            (Damage)
                lake -> {
                  edit(lake, MANIFEST, "\"factsVersion\" : 11", "\"factsVersion\" : 12");
                  edit(lake, MANIFEST, "\n  \"sha256\" :", "\n  \"later\" :");
                },
            "generation 2 was made from other facts than version 12"),
        gone(".generations/000002/rollup.json", "000002/rollup.json: is missing"),
        changed(".generations/000003/rollup.json", "000003/rollup.json: has other bytes"),
        changed(".generations/000001/tables/models/part-00000.parquet", "models/part-00000"),
        changed("facts/part=facts/*.parquet", ".parquet: has other bytes than were written"),
        gone("facts/part=facts/*.parquet", ".parquet: is missing"),
        changed("facts/part=ledger/*.parquet", ".parquet: has other bytes than were written"),
        gone(LOG + commit(5), commit(5) + ": is missing"),
        gone(LOG + commit(0), commit(0) + ": is missing"),
        gone(LOG + commit(11), commit(11) + ": is missing"),
        gone(LOG + commit(12), "000012.crc: tells of a commit that is missing"),
        gone(LOG + commit(12), "generation 3 was made from version 12 of the facts, which is gone"),
        changed(LOG + commit(4), commit(4) + ": has other bytes than were written"),
        edited(LOG + commit(12), "\"size\":", "\"size\":1", commit(12) + ": has other bytes"),
        bare(LOG + commit(12), "\"size\":", "\"size\":1", "000012.crc: counts other files"),
        bare(LOG + commit(4), "\"size\":", "\"size\":1", "000004.crc: counts other files"),
        bare(LOG + commit(4), "{\"add\"", "{\"abd\"", "000004.crc: counts other files"),
        bare(LOG + commit(4), "=ledger/", "=facts/", commit(4) + ": does not follow the commits"),
        bare(LOG + commit(10), "{\"add\"", "[\"add\"", commit(10) + ": is not readable"),
        changed(LOG + checkpoint(), checkpoint() + ": has other bytes than were written"),
        arguments(
            "a checkpoint and its checksum",
            (Damage)
                lake -> {
                  Files.delete(lake.root().resolve(LOG + "." + checkpoint() + ".crc"));
                  flip(lake, LOG + checkpoint());
                },
            checkpoint() + ": has "),
        changed(LOG + "." + checkpoint() + ".crc", checkpoint() + ": has other bytes"),
        changed(LOG + "00000000000000000011.crc", "000011.crc: has other bytes"),
        changed(LOG + "_last_checkpoint", "_last_checkpoint: has other bytes"),
        arguments(
            "a lake.json that was cut",
            (Damage) lake -> Files.writeString(lake.root().resolve("lake.json"), ""),
            "lake.json does not say a format"),
        arguments(
            "a copy that followed links",
            (Damage)
                lake -> {
                  Path current = lake.root().resolve(".generations/current");
                  Files.delete(current);
                  Files.createDirectory(current);
                },
            "current is a folder, not a link"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("damages")
  void damageIsNamed(String what, Damage damage, String found) throws IOException {
    Lake lake = nights.copy(folder.resolve("lake"));
    damage.to(lake);

    Ran verified = ThreeNights.verify(lake);

    assertThat(verified.exitCode()).as(what).isEqualTo(ExitCode.FAILED);
    assertThat(verified.out() + verified.err()).as(what).contains(found);
    assertThat(verified.out()).as(what).doesNotContain("belongs to no facts; the next night");
  }

  @Test
  void aLakeWithoutAnyTablesIsNotSaidToHaveSoundOnes() throws IOException {
    Lake lake = nights.copy(folder.resolve("lake"));
    remove(lake.root().resolve(".generations"));
    remove(lake.root().resolve("tables"));

    Ran verified = Ran.here("verify", "--lake", lake.root()).done();

    assertThat(verified.out()).contains("not compared with the facts: there are none");
  }

  @Test
  void whatBelongsToNothingIsNamedAndInTheWayOfNothing() throws IOException {
    Lake lake = nights.copy(folder.resolve("lake"));
    List<String> strays =
        List.of(
            "x",
            "facts/x",
            "facts/part=other",
            "facts/part=facts/x",
            LOG + "junk.json",
            ".generations/000099",
            ".generations/junk");
    for (String stray : strays) {
      Path path = lake.root().resolve(stray);
      if (stray.endsWith("99") || stray.endsWith("junk") || stray.endsWith("other")) {
        path = path.resolve("y");
        Files.createDirectories(path.getParent());
      }
      Files.writeString(path, "y");
    }

    Ran verified = Ran.here("verify", "--lake", lake.root());

    assertThat(verified.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(verified.out().lines()).hasSize(strays.size() + 1);
    strays.forEach(stray -> assertThat(verified.out()).contains(lake.root().resolve(stray) + ": "));
    assertThat(verified.err()).contains("tables and their checks");
  }

  /** What Delta can do without, and what says of itself that it is of one run only. */
  private static final String SPARE =
      "\\.lock|runs/.*|.*/_last_checkpoint|.*\\.crc|.*\\.checkpoint\\.parquet";

  @Test
  @Tag("slow")
  void everyFileIsMissedAndEveryChangeOfOneSeen() throws IOException {
    List<String> files;
    try (Stream<Path> all = Files.walk(nights.lake().root())) {
      files =
          all.filter(Files::isRegularFile)
              .map(path -> nights.lake().root().relativize(path).toString())
              .filter(name -> !name.equals(".lock") && !name.startsWith("runs/"))
              .toList();
    }
    assertThat(files).hasSizeGreaterThan(100);
    Lake lake = nights.copy(folder.resolve("lake"));
    for (String name : files) {
      Path file = lake.root().resolve(name);
      byte[] sound = Files.readAllBytes(file);
      flip(lake, name);
      assertThat(ThreeNights.verify(lake).exitCode()).as("%s changed", name).isEqualTo(1);
      Files.write(file, sound);
      if (!name.matches(SPARE) && !name.equals("lake.json")) {
        Files.delete(file);
        assertThat(ThreeNights.verify(lake).exitCode()).as("%s removed", name).isEqualTo(1);
        Files.write(file, sound);
      }
    }
  }

  /** Something that happens to a lake. */
  interface Damage {
    void to(Lake lake) throws IOException;
  }

  private static String commit(int number) {
    return "%020d.json".formatted(number);
  }

  private static String checkpoint() {
    return "%020d.checkpoint.parquet".formatted(10);
  }

  private static Arguments gone(String name, String found) {
    return arguments(name + " removed", (Damage) lake -> remove(path(lake, name)), found);
  }

  private static Arguments changed(String name, String found) {
    return arguments(name + " changed", (Damage) lake -> flip(lake, name), found);
  }

  private static Arguments edited(String name, String from, String to, String found) {
    return arguments(name + " with " + to, (Damage) lake -> edit(lake, name, from, to), found);
  }

  /** Edited, and without the checksum that Hadoop keeps of it. */
  private static Arguments bare(String name, String from, String to, String found) {
    Damage damage =
        lake -> {
          edit(lake, name, from, to);
          Path file = lake.root().resolve(name);
          Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
        };
    return arguments(name + " without checksum with " + to, damage, found);
  }

  private static Arguments linked(String name, String target, String found) {
    Damage damage =
        lake -> {
          Files.delete(lake.root().resolve(name));
          Files.createSymbolicLink(lake.root().resolve(name), Path.of(target));
        };
    return arguments(name + " to " + target, damage, found);
  }

  /** A file by its name, or the first of a folder. */
  private static Path path(Lake lake, String name) throws IOException {
    Path path = lake.root().resolve(name);
    if (!name.contains("*")) {
      return path;
    }
    try (Stream<Path> files = Files.list(path.getParent())) {
      return files.sorted().findFirst().orElseThrow();
    }
  }

  private static void remove(Path path) throws IOException {
    if (Files.isDirectory(path) && !Files.isSymbolicLink(path)) {
      org.apache.commons.io.FileUtils.deleteDirectory(path.toFile());
    } else {
      Files.delete(path);
    }
  }

  private static void edit(Lake lake, String name, String from, String to) throws IOException {
    Path file = lake.root().resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
  }

  private static void flip(Lake lake, String name) throws IOException {
    Path file = path(lake, name);
    byte[] bytes = Files.readAllBytes(file);
    // Of a checksum the end: how many bytes each is of does not matter to a file of fewer.
    int at = file.getFileName().toString().startsWith(".") ? bytes.length - 1 : bytes.length / 2;
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }
}
