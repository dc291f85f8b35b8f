package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.Discovery;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.entry.LogEntry;
import dev.tokenlake.parsing.testing.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and folders without the right to read them, read by somebody whom rights bind. */
class UnreadableTest {
  private static final List<String> FOLDERS = List.of("no-list", "no-enter", "nothing");

  @TempDir private Path folder;

  @AfterEach
  void giveRightsBack() throws IOException {
    for (String name : FOLDERS) {
      if (Files.exists(folder.resolve(name))) {
        rights(folder.resolve(name), "rwxr-xr-x");
      }
    }
  }

  private static void rights(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  @Test
  void whatMayNotBeReadIsToldAndAllElseIsRead() throws IOException, InterruptedException {
    ChildJvm.Result result =
        new ChildJvm().boundByRights().run(UnreadableTest.class, folder.toString());
    assertThat(result.exit()).as(result.said()).isZero();
    assertThat(result.said().lines())
        .containsExactlyInAnyOrder(
            "skipped no-list UNREADABLE_FOLDER",
            "skipped nothing UNREADABLE_FOLDER",
            "skipped no-enter/a.jsonl UNREADABLE_FOLDER",
            "read closed.jsonl 0 lines [UNREADABLE_FILE]",
            "closed it while it was read",
            "read closing.jsonl 60000 lines []",
            "read open.jsonl 1 lines []");
  }

  /** Takes rights away in a folder, and looks through it. */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    String line = "{\"type\":\"user\"}\n";
    Files.writeString(root.resolve("open.jsonl"), line);
    Files.writeString(root.resolve("closing.jsonl"), line.repeat(60_000));
    rights(Files.writeString(root.resolve("closed.jsonl"), line), "---------");
    for (String name : FOLDERS) {
      Files.writeString(Files.createDirectory(root.resolve(name)).resolve("a.jsonl"), line);
    }
    rights(root.resolve("no-list"), "--x--x--x");
    rights(root.resolve("no-enter"), "r--r--r--");
    rights(root.resolve("nothing"), "---------");

    Discovery discovery = new LogFinder().find(List.of(new ArchiveRoot("s", root)));
    discovery.skipped().forEach(s -> System.out.println("skipped " + s.name() + " " + s.reason()));
    Closing sink = new Closing(root.resolve("closing.jsonl"));
    discovery.inputs().forEach(input -> new LogReader().read(input, sink.told));
    sink.told.files.forEach(
        file ->
            System.out.printf(
                "read %s %d lines %s%n", file.file.name(), file.outcome.lines(), file.reasons()));
  }

  /** Takes the right to read a file away when its first entry is told. */
  private static final class Closing {
    private final RecordingSink told;

    Closing(Path path) {
      told =
          new RecordingSink() {
            private boolean closed;

            @Override
            public void accept(LogEntry entry) {
              boolean ours = files.get(files.size() - 1).file.name().equals("closing.jsonl");
              if (ours && !closed) {
                closed = true;
                try {
                  rights(path, "---------");
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                System.out.println(
                    Files.isReadable(path) ? "failed to close it" : "closed it while it was read");
              }
              super.accept(entry);
            }
          };
    }
  }
}
