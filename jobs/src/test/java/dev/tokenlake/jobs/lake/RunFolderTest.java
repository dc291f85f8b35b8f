package dev.tokenlake.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of runs on this machine: one is removed by others exactly when its process is dead. */
class RunFolderTest {
  @TempDir private Path base;

  @Test
  void anotherProcessLeavesAllFoldersOfALivingOneAlone() throws IOException {
    try (RunFolder first = RunFolder.open(base);
        RunFolder second = RunFolder.open(base)) {
      List<Path> ours = List.of(first.place().path(), second.place().path());

      Path dead = openedAndLeft();

      assertThat(folders()).containsAll(ours).contains(dead).hasSize(3);
    }
  }

  @Test
  void whatADeadProcessLeftIsRemovedByTheNext() throws IOException {
    Path dead = openedAndLeft();
    assertThat(folders()).containsExactly(dead);

    try (RunFolder next = RunFolder.open(base)) {
      assertThat(folders()).containsExactly(next.place().path());
    }

    assertThat(folders()).isEmpty();
  }

  @Test
  void whatAProcessLeftBeforeItHadANameIsRemovedLater() throws IOException {
    Path empty = unfinished("tokenlake-17", Duration.ofDays(2));
    Path locked = unfinished("tokenlake-18", Duration.ofDays(2), ".lock");
    Path begun = unfinished("tokenlake-19", Duration.ofHours(1), ".lock");
    Path used = unfinished("tokenlake-20", Duration.ofDays(2), ".lock", "notes");
    Path named = unfinished("tokenlake-plans", Duration.ofDays(2));

    RunFolder.open(base).close();

    assertThat(empty).doesNotExist();
    assertThat(locked).doesNotExist();
    assertThat(folders()).containsExactly(begun, used, named);
  }

  private Path unfinished(String name, Duration age, String... files) throws IOException {
    Path made = Files.createDirectory(base.resolve(name));
    for (String file : files) {
      Files.createFile(made.resolve(file));
    }
    return Files.setLastModifiedTime(made, FileTime.from(Instant.now().minus(age)));
  }

  /** The folder of a process that ended without removing it. */
  private Path openedAndLeft() {
    Ran other = Ran.program(Ran.Jvm.USUAL.commandLineOf(Left.class, base));
    return Path.of(other.done().out().strip());
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(base)) {
      return all.sorted().toList();
    }
  }

  /** Opens a folder below its argument, prints it and ends. */
  static final class Left {
    private Left() {}

    public static void main(String[] args) {
      RunFolder folder = RunFolder.open(Path.of(args[0]));
      System.out.println(folder.place().path());
      Runtime.getRuntime().halt(0);
    }
  }
}
