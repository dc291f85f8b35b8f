package dev.tokenlake.jobs.faults;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.ledger.InputRecord;
import dev.tokenlake.jobs.ledger.LedgerFile;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import dev.tokenlake.parsing.sample.SampleArchive;
import dev.tokenlake.parsing.sample.SampleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that change between nights and during one, as no client of theirs ever should. */
class ChangingSourcesTest {
  private static final int LEAST_NIGHTS = 2;
  private static final int MOST_NIGHTS = 30;
  private static final String DAY = "2026-01-05T08:00:0%d.000Z";

  @TempDir private Path folder;

  @Test
  void whatALogOnceSaidStaysWhateverBecomesOfIt() throws IOException {
    Optional<List<String>> without = ReadAsOthers.prefix();
    assumeTrue(
        without.isPresent(),
        "T5, sources that change between nights, is NOT TESTED: root reads every file, and there"
            + " is no setpriv to stop it");
    Path archive = folder.resolve("archive");
    for (String name : List.of("grown", "cut", "rewritten", "gone", "closed", "folder", "fifo")) {
      write(log(archive, name), told(name, 1), told(name, 2));
    }
    Lake lake = new Lake(folder.resolve("lake"));
    Ran.here("nightly", "--archive", "m=" + archive, "--lake", lake.root(), "--quiet").done();
    assertThat(keys(lake)).hasSize(14);

    Files.writeString(log(archive, "grown"), told("grown", 3), StandardOpenOption.APPEND);
    Files.writeString(log(archive, "cut"), told("cut", 1));
    FileTime time = Files.getLastModifiedTime(log(archive, "rewritten"));
    long size = Files.size(log(archive, "rewritten"));
    Files.writeString(log(archive, "rewritten"), told("rewritten", 1) + told("rewritten", 3));
    Files.setLastModifiedTime(log(archive, "rewritten"), time);
    assertThat(Files.size(log(archive, "rewritten"))).isEqualTo(size);
    Files.delete(log(archive, "gone"));
    Files.setPosixFilePermissions(
        log(archive, "closed"), PosixFilePermissions.fromString("---------"));
    Files.delete(log(archive, "folder"));
    write(log(archive, "folder").resolve("p/inside.jsonl"), told("inside", 1));
    Files.delete(log(archive, "fifo"));
    fifo(log(archive, "fifo"));
    Ran ran = ReadAsOthers.run(without.get(), "nightly", archive, lake);

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(lake.latestRun().at("/inputs/grown").asLong()).isEqualTo(1);
    assertThat(lake.latestRun().at("/ingest/rejects/UNREADABLE_FILE").asLong()).isEqualTo(1);
    assertThat(keys(lake))
        .hasSize(17)
        .contains("msg_grown3", "msg_rewritten3", "msg_inside1")
        .contains("msg_cut2", "msg_rewritten2", "msg_gone2", "msg_closed2", "msg_folder2");
    assertThat(lake.sum("weekly", "output_tokens")).isEqualTo(17 * 20);

    // What could not be read can be read again.
    Files.setPosixFilePermissions(
        log(archive, "closed"), PosixFilePermissions.fromString("rw-------"));
    Files.delete(log(archive, "fifo"));
    write(log(archive, "fifo"), told("fifo", 1), told("fifo", 2), told("fifo", 3));
    Ran.here("nightly", "--archive", "m=" + archive, "--lake", lake.root(), "--quiet").done();

    assertThat(keys(lake)).hasSize(18).contains("msg_fifo3");
    assertThat(lake.sum("weekly", "output_tokens")).isEqualTo(18 * 20);
    assertThat(lake.latestRun().at("/lake/deleted").asLong()).as("gone, folder").isEqualTo(2);
  }

  @Test
  @Tag("slow")
  void aLogThatNobodyCouldEverReadIsToldOnceAndIsForgottenWhenItGoes() throws IOException {
    Optional<List<String>> without = ReadAsOthers.prefix();
    assumeTrue(
        without.isPresent(),
        "Logs that cannot be read are NOT TESTED: root reads every file, and there is no setpriv"
            + " to stop it");
    Path archive = folder.resolve("archive");
    write(log(archive, "open"), told("open", 1));
    write(log(archive, "closed"), told("closed", 1));
    Files.setPosixFilePermissions(
        log(archive, "closed"), PosixFilePermissions.fromString("---------"));
    Lake lake = new Lake(folder.resolve("lake"));
    for (String command : List.of("nightly", "rebuild", "rebuild")) {
      ReadAsOthers.run(without.get(), command, archive, lake).done();
      assertThat(lake.rows("alerts").stream().map(row -> row.text("message")))
          .as(command)
          .singleElement()
          .asString()
          .contains("1 file quarantined");
    }

    Files.delete(log(archive, "closed"));
    nightly("nightly", archive, lake);

    assertThat(lake.rows("alerts")).isEmpty();
    assertThat(lake.sum("sources", "log_files")).isEqualTo(1);
    assertThat(Ran.here("verify", "--lake", lake.root()).done().out()).isEqualTo("sound\n");
  }

  @Test
  @Tag("slow")
  void logsThatChangeWhileTheyAreReadAreCountedOnceInTheEnd() throws IOException {
    Path archive = sample(30);
    Lake lake = new Lake(folder.resolve("lake"));
    RestlessArchive restless = new RestlessArchive(archive, 3);
    restless.during(
        () -> {
          int nights = 0;
          do {
            nightly("ingest", archive, lake);
            nights++;
          } while (nights < LEAST_NIGHTS || (!anyChangedWhileRead(lake) && nights < MOST_NIGHTS));
          assertThat(anyChangedWhileRead(lake)).as("a log changed while it was read").isTrue();
        });
    nightly("nightly", archive, lake);

    Lake fresh = new Lake(folder.resolve("fresh"));
    nightly("rebuild", archive, fresh);
    assertThat(TableDigests.of(lake)).isEqualTo(TableDigests.of(fresh));
    System.out.println("logs changed while they were read: " + restless.happened());
    assertThat(restless.happened()).containsOnlyKeys("grown", "vanished", "renamed", "written");
    assertThat(restless.happened().values()).allMatch(times -> times > 10);
  }

  /** Whether the latest read of a log found another at its end than at its beginning. */
  private static boolean anyChangedWhileRead(Lake lake) {
    FactVersion facts = new FactStore(new LakeLayout(lake.root()).facts()).latest().orElseThrow();
    return LedgerFile.read(facts.paths(Part.LEDGER)).records().values().stream()
        .map(InputRecord::observed)
        .anyMatch(observed -> observed.look().isPresent() && observed.content().isEmpty());
  }

  @Test
  void whatIsDeletedRenamedMovedOrRestoredStaysCounted() throws IOException {
    Path archive = sample(20);
    Lake lake = new Lake(folder.resolve("lake"));
    nightly("nightly", archive, lake);
    String before = TableDigests.of(lake).toString();
    Path everything = folder.resolve("everything");
    TwoNights.copy(archive, everything);

    List<Path> logs = logs(archive);
    int deleted = 0;
    for (int i = 0; i < logs.size(); i += 3) {
      Files.delete(logs.get(i));
      deleted++;
    }
    nightly("nightly", archive, lake);
    assertThat(lake.latestRun().at("/inputs/deleted").asInt()).isEqualTo(deleted);
    assertThat(lake.latestRun().at("/lake/deleted").asInt()).isEqualTo(deleted);
    assertThat(TableDigests.of(lake)).hasToString(before);

    // Into other folders, names kept; the twin that keeps everything goes along.
    int renamed = 0;
    for (Path log : logs(archive)) {
      if (renamed < 5) {
        move(archive, log);
        move(everything, everything.resolve(archive.relativize(log).toString()));
        renamed++;
      }
    }
    nightly("nightly", archive, lake);
    assertThat(lake.latestRun().at("/inputs/moved").asInt()).isEqualTo(5);
    assertThat(lake.latestRun().at("/lake/deleted").asInt()).isEqualTo(deleted);

    Path elsewhere = folder.resolve("elsewhere");
    Files.move(archive, elsewhere);
    nightly("nightly", elsewhere, lake);
    assertThat(lake.latestRun().at("/inputs/added").asInt()).isZero();
    assertThat(lake.latestRun().at("/inputs/deleted").asInt()).isZero();

    // The machine is set up anew from a backup: every log is there again, with other times.
    TwoNights.copy(everything, folder.resolve("anew"));
    for (Path log : logs(folder.resolve("anew"))) {
      Files.setLastModifiedTime(log, FileTime.fromMillis(1_800_000_000_000L));
    }
    nightly("nightly", folder.resolve("anew"), lake);
    assertThat(lake.latestRun().at("/inputs/added").asInt()).isZero();
    assertThat(lake.latestRun().at("/lake/deleted").asInt()).isZero();

    Lake fresh = new Lake(folder.resolve("fresh"));
    nightly("rebuild", everything, fresh);
    assertThat(TableDigests.of(lake)).isEqualTo(TableDigests.of(fresh));
  }

  private Path sample(int sessions) throws IOException {
    Path archive = folder.resolve("archive");
    new SampleArchive(SampleSpec.DEFAULT.withSessions(sessions).withMeanBytes(6_000).withSeed(5))
        .write(archive);
    return archive;
  }

  private static void nightly(String command, Path archive, Lake lake) {
    lake.run(command, archive).done();
  }

  /** The transcripts; the history of prompts beside them is none. */
  private static List<Path> logs(Path archive) throws IOException {
    try (var files = Files.walk(archive)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .filter(file -> !file.endsWith("history.jsonl"))
          .sorted()
          .toList();
    }
  }

  private static void move(Path root, Path log) throws IOException {
    String name = root.relativize(log).toString();
    Path moved = root.resolve("moved/" + name.substring(name.indexOf('/') + 1));
    Files.createDirectories(moved.getParent());
    Files.move(log, moved);
  }

  private static void fifo(Path file) throws IOException {
    try {
      assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static Path log(Path archive, String name) {
    return archive.resolve("projects/p/" + session(name) + ".jsonl");
  }

  private static String session(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }

  private static String told(String name, int number) {
    return response(session(name), name + number, DAY.formatted(number));
  }

  private static List<String> keys(Lake lake) {
    return lake.rows("usage").stream().map(row -> row.text("response_key")).toList();
  }
}
