package dev.tokenlake.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage ends with 2, names what is wrong, and leaves no trace in a lake. */
class UsageTest {
  @TempDir private Path folder;

  private Path archive;
  private Path lake;

  @BeforeEach
  void anArchiveAndNoLake() throws IOException {
    archive = Files.createDirectories(folder.resolve("archive"));
    lake = folder.resolve("lake");
  }

  @Test
  void anUnknownOptionIsNamed() {
    Ran ran = wrong("nightly", "--archive", archive, "--lake", lake, "--frobnicate");

    assertThat(ran.err()).contains("--frobnicate");
  }

  @Test
  void anUnknownCommandIsNamed() {
    assertThat(wrong("nigthly").err()).contains("nigthly").contains("nightly");
  }

  @Test
  void noCommandShowsWhichThereAre() {
    assertThat(wrong().err()).contains("Missing command").contains("nightly", "show", "rebuild");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nightly", "ingest", "rebuild"})
  void everyMissingArchiveIsNamed(String command) {
    Ran ran =
        wrong(
            command,
            "--archive",
            folder.resolve("gone"),
            "--archive",
            "laptop=" + folder.resolve("lost"),
            "--lake",
            lake);

    assertThat(ran.err())
        .contains("No such archive: " + folder.resolve("gone"))
        .contains("No such archive: " + folder.resolve("lost"));
  }

  @Test
  void twoArchivesOfOneLabelAreRefused() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));

    Ran ran = wrong("nightly", "--archive", "a=" + archive, "a=" + other, "--lake", lake);

    assertThat(ran.err()).contains("Two archives are labelled a; write LABEL=PATH");
  }

  @Test
  void aLakeThatIsAFileIsRefusedAndStaysAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("lake.txt"), "precious");

    for (List<Object> command :
        List.<List<Object>>of(
            List.of("nightly", "--archive", archive, "--lake", file),
            List.of("rollup", "--lake", file),
            List.of("show", "weekly", "--lake", file))) {
      assertThat(wrong(command.toArray()).err())
          .contains("--lake is a file, not a folder: " + file);
    }
    assertThat(file).hasContent("precious");
  }

  @Test
  void anEmptyNameOfALakeIsNotTheFolderOfTheCommand() throws IOException {
    Path config = Files.writeString(folder.resolve("tokenlake.yaml"), "lake: ''");
    for (List<Object> command :
        List.<List<Object>>of(
            List.of("nightly", "--archive", archive, "--lake", ""),
            List.of("nightly", "--archive", archive, "--config", config),
            List.of("rollup", "--lake", " "),
            List.of("verify", "--lake", ""),
            List.of("restore", "--to", 1, "--lake", ""),
            List.of("show", "weekly", "--lake", ""))) {
      assertThat(wrong(command.toArray()).err()).contains("--lake is empty");
    }
    assertThat(wrong("nightly", "--archive", "", "--lake", lake).err())
        .contains("--archive is empty");
  }

  @Test
  void aFolderOfSomethingElseIsNoLakeAndStaysAsItIs() throws IOException {
    Path project = folder.resolve("project");
    Path build = Files.createDirectories(project.resolve(".next/build"));
    Path work = Files.createDirectories(project.resolve(".work/tables"));
    Files.createDirectories(project.resolve("tables"));

    for (List<Object> command :
        List.<List<Object>>of(
            List.of("nightly", "--archive", archive, "--lake", project),
            List.of("ingest", "--archive", archive, "--lake", project),
            List.of("rebuild", "--archive", archive, "--lake", project),
            List.of("rollup", "--lake", project),
            List.of("restore", "--to", 1, "--lake", project))) {
      assertThat(wrong(command.toArray()).err())
          .contains(project + " is no lake and not empty: it holds .next");
    }
    assertThat(wrong("verify", "--lake", project).err()).contains("No lake in " + project);
    assertThat(build).isDirectory();
    assertThat(work).isDirectory();
    assertThat(project.toFile().list()).containsExactlyInAnyOrder(".next", ".work", "tables");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a,b | ,", "a\\b | \\", "x${user.home} | ${", "a[b:c | [ beside :"})
  void aPathThatSparkWouldTakeForAnotherIsRefusedWithWhatIsWrongInIt(String name, String wrong) {
    Path odd = folder.resolve(name);

    Ran ran = wrong("nightly", "--archive", archive, "--lake", odd);

    assertThat(ran.err())
        .contains("--lake has %s in its path, which Spark cannot take: %s".formatted(wrong, odd));
    assertThat(odd).doesNotExist();
  }

  @Test
  void everyWrongValueIsNamedAtOnce() {
    Ran ran =
        wrong(
            "nightly",
            "--archive",
            archive,
            "--lake",
            lake,
            "--timezone",
            "Mars/Olympus",
            "--week-start",
            "friday",
            "--since",
            "2026-13-01",
            "--until",
            "yesterday",
            "--repository",
            folder);

    assertThat(ran.err())
        .contains("No such timezone: Mars/Olympus")
        .contains("A week starts on monday or sunday, not on friday")
        .contains("--since is no date (YYYY-MM-DD): 2026-13-01")
        .contains("--until is no date (YYYY-MM-DD): yesterday")
        .contains("No git repository: " + folder);
  }

  @Test
  void aWindowThatEndsBeforeItBeginsIsRefused() {
    assertThat(
            wrong("rollup", "--lake", lake, "--since", "2026-02-01", "--until", "2026-01-31").err())
        .contains("--until 2026-01-31 is before --since 2026-02-01");
  }

  @Test
  void unknownKeysOfAConfigurationAreNamedAllAtOnce() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("tokenlake.yaml"),
            """
            timezon: UTC
            phases:
              - {name: Build, form: 2026-01-05}
            """);

    Ran ran = wrong("nightly", "--archive", archive, "--lake", lake, "--config", config);

    assertThat(ran.err())
        .contains(config + ": unknown key timezon; known are")
        .contains(config + ": phases[1]: unknown key form; known are from, name, to");
  }

  @Test
  void aConfigurationThatIsNoYamlIsRefusedWithItsLine() throws IOException {
    Path config = Files.writeString(folder.resolve("broken.yaml"), "phases:\n  - {name: [\n");

    Ran ran = wrong("nightly", "--archive", archive, "--lake", lake, "--config", config);

    assertThat(ran.err()).containsPattern("broken\\.yaml:\\d+:\\d+: no valid YAML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"key: SECRETVALUE", "*SECRETVALUE", "&SECRETVALUE key", "!SECRETVALUE!x y"})
  void noValueOfAConfigurationIsTold(String value) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("secret.yaml"),
            "week_start: friday\nhadoop:\n  fs.s3a.secret.key: " + value + "\n");

    Ran ran = wrong("nightly", "--archive", archive, "--lake", lake, "--config", config);

    assertThat(ran.err()).doesNotContain("SECRETVALUE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenlake.leese.seconds: 60", "tokenlake.lease.seconds: soon"})
  void aLeaseIsANumberUnderItsOwnName(String setting) throws IOException {
    Path config = Files.writeString(folder.resolve("lease.yaml"), "hadoop: {" + setting + "}");

    Ran ran = wrong("nightly", "--archive", archive, "--lake", lake, "--config", config);

    assertThat(ran.err()).contains(": hadoop: ", "tokenlake.lease.seconds");
  }

  @Test
  void tablesAreMadeOfALakeOnly() {
    assertThat(wrong("rollup", "--lake", lake).err()).contains("No lake in " + lake);
  }

  @Test
  void aMissingConfigurationIsNamed() {
    Path config = folder.resolve("gone.yaml");

    assertThat(wrong("rollup", "--lake", lake, "--config", config).err())
        .contains("Cannot read configuration " + config);
  }

  @Test
  void phasesThatOverlapAreRefused() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("tokenlake.yaml"),
            """
            phases:
              - {name: One, from: 2026-01-05, to: 2026-01-12}
              - {name: Two, from: 2026-01-12}
            """);

    assertThat(wrong("rollup", "--lake", lake, "--config", config).err())
        .contains("Phases overlap: One and Two");
  }

  @Test
  void anUnknownTableIsNamedBesidesThoseThereAre() {
    assertThat(wrong("show", "weakly", "--lake", lake).err())
        .contains("No table weakly; there are usage, totals, daily, weekly, monthly");
  }

  @Test
  void aLakeWithoutTablesSaysWhatToDo() {
    assertThat(wrong("show", "weekly", "--lake", lake).err())
        .contains("No tables in lake " + lake + "; run nightly first");
  }

  @Test
  void quietAndProgressExcludeEachOther() {
    assertThat(wrong("rollup", "--lake", lake, "--quiet", "--progress").err())
        .contains("--quiet", "--progress", "mutually exclusive");
  }

  @Test
  void aSampleNeverTakesThePlaceOfAnythingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "precious");
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("log.jsonl"), "precious");

    assertThat(wrong("sample", "--out", file).err()).contains("--out is a file, not a folder");
    assertThat(wrong("sample", "--out", full).err()).contains("Not empty and no earlier sample");
    assertThat(file).hasContent("precious");
    assertThat(full.resolve("log.jsonl")).hasContent("precious");
  }

  @Test
  void aSampleTakesThePlaceOfAnEarlierOne() {
    Path out = folder.resolve("sample");
    Ran.here("sample", "--out", out, "--sessions", 3, "--mean-bytes", 2_000).done();
    Ran.here("sample", "--out", out, "--sessions", 2, "--mean-bytes", 2_000).done();

    assertThat(out.resolve("projects")).isDirectory();
  }

  @Test
  void everyCommandExplainsItself() {
    assertThat(Launcher.commandLine().getSubcommands()).hasSizeGreaterThan(8);
    for (String command : Launcher.commandLine().getSubcommands().keySet()) {
      Ran ran = Ran.here(command, "--help").done();

      assertThat(ran.out()).contains("Usage: tokenlake " + command);
      assertThat(ran.err()).isEmpty();
    }
    assertThat(Ran.here("--help").done().out()).containsPattern("3 +another run holds the lake");
  }

  /** Runs a command that is wrong, and sees to it that it left nothing behind. */
  private Ran wrong(Object... args) {
    Ran ran = Ran.here(args);
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).doesNotContain("Exception", "\tat ");
    assertThat(lake).doesNotExist();
    return ran;
  }
}
