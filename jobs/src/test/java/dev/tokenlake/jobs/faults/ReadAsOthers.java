package dev.tokenlake.jobs.faults;

import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Runs to which permissions mean something, even where the tests are run by root. */
final class ReadAsOthers {
  private static final List<String> SETPRIV =
      List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all");

  private ReadAsOthers() {}

  /** What goes before a command line; absent when there is no way. */
  static Optional<List<String>> prefix() {
    try {
      Path closed =
          Files.createTempFile(
              "closed",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
      boolean plain = Files.isReadable(closed);
      Files.delete(closed);
      if (!plain) {
        return Optional.of(List.of());
      }
      return new ProcessBuilder(SETPRIV.get(0), SETPRIV.get(1), SETPRIV.get(2), "true")
                  .start()
                  .waitFor()
              == 0
          ? Optional.of(SETPRIV)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** A run of a command that reads logs. */
  static Ran run(List<String> prefix, String command, Path archive, Lake lake) {
    return Ran.elsewhere(
        new Ran.Jvm(prefix, List.of(), List.of()),
        command,
        "--archive",
        "m=" + archive,
        "--lake",
        lake.root(),
        "--quiet");
  }
}
