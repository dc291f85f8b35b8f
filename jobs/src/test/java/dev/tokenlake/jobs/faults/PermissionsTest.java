package dev.tokenlake.jobs.faults;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What runs leave is its owner's alone whatever the umask, though the launcher sets a narrow one;
 * and an archive is only read, in which nobody could write anyway.
 */
class PermissionsTest {
  private static final String SESSION = "1111111%d-1111-4111-8111-111111111111";

  private static final String NIGHTS =
      "nightly --quiet --lake LAKE --archive m=FIRST"
          + " then nightly --quiet --lake LAKE --archive m=BOTH";

  @TempDir private Path folder;

  @Test
  void whatNightsLeaveIsTheirOwnersAloneAndTheArchiveIsOnlyRead() throws IOException {
    check("022", 2, NIGHTS);
  }

  @Test
  @Tag("slow")
  void whatAnyRunLeavesIsItsOwnersAloneAndTheArchiveIsOnlyRead() throws IOException {
    check(
        "000",
        4,
        NIGHTS
            + " then rebuild --quiet --lake LAKE --archive m=BOTH"
            + " then restore --lake LAKE --to 1"
            + " then verify --quiet --lake LAKE");
  }

  private void check(String umask, int generations, String runs) throws IOException {
    Path first = archive(1);
    Path both = archive(2);
    Path lake = folder.resolve("lake");
    List<String> umasked = List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh");
    List<String> prefix = new ArrayList<>(umasked);
    prefix.addAll(ReadAsOthers.prefix().orElse(List.of()));
    Map<Path, String> before = looks(first, both);

    Object[] commands =
        runs.replace("LAKE", lake.toString())
            .replace("FIRST", first.toString())
            .replace("BOTH", both.toString())
            .split(" ");
    Ran.program(new Ran.Jvm(prefix, List.of(), List.of()).commandLineOf(RunsInARow.class, commands))
        .done();

    List<Path> all = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(lake)) {
      paths.filter(path -> !Files.isSymbolicLink(path)).forEach(all::add);
    }
    assertThat(lake.resolve(".generations/00000" + generations)).exists();
    assertThat(all).hasSizeGreaterThan(80);
    for (Path path : all) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .as(path.toString())
          .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
    }
    assertThat(looks(first, both)).isEqualTo(before);
    for (Path path : before.keySet()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** An archive of some logs, in which nothing may be written. */
  private Path archive(int logs) throws IOException {
    Path archive = folder.resolve("archive-" + logs);
    for (int i = 1; i <= logs; i++) {
      String session = SESSION.formatted(i);
      write(
          archive.resolve("projects/p/" + session + ".jsonl"),
          response(session, "m" + i, "2026-01-05T08:00:00.000Z"));
    }
    try (Stream<Path> paths = Files.walk(archive)) {
      for (Path path : paths.toList()) {
        Files.setPosixFilePermissions(
            path,
            PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
      }
    }
    return archive;
  }

  /** What a system says of each file, whatever is changed in it: its change time cannot be set. */
  private static Map<Path, String> looks(Path... roots) throws IOException {
    Map<Path, String> looks = new TreeMap<>();
    for (Path root : roots) {
      try (Stream<Path> paths = Files.walk(root)) {
        for (Path path : paths.toList()) {
          looks.put(
              path,
              Files.readAttributes(path, "unix:ino,ctime,lastModifiedTime,size,mode").toString());
        }
      }
    }
    return looks;
  }
}
