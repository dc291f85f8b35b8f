package dev.tokenlake.jobs.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file on this machine is written whole or not at all, and nothing of it stays beside it. */
class LocalPlaceTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir private Path folder;

  @Test
  void aWriteThatFailsAtItsEndLeavesNothingBehind() throws IOException {
    Path taken = folder.resolve("report.json");
    Files.createDirectories(taken.resolve("what a file cannot replace"));

    assertThatThrownBy(() -> new LocalPlace(taken).write(CONTENT))
        .isInstanceOf(UncheckedIOException.class)
        .hasNoSuppressedExceptions();

    assertThat(new LocalPlace(folder).children()).containsExactly(new LocalPlace(taken));
  }

  @Test
  void whatIsLeftOfADeadProcessIsRemovedAndNothingElse() throws IOException {
    LocalPlace whole = new LocalPlace(folder.resolve("report.json"));
    LocalPlace hidden = new LocalPlace(folder.resolve(".report.json"));
    LocalPlace named = new LocalPlace(folder.resolve("what comes.next"));
    for (LocalPlace file : new LocalPlace[] {whole, hidden, named}) {
      file.write(CONTENT);
    }
    Files.write(folder.resolve(".other.json.next"), CONTENT);

    new LocalPlace(folder).removeUnfinished();

    assertThat(new LocalPlace(folder).children()).containsExactlyInAnyOrder(whole, hidden, named);
  }

  @Test
  void whatSomebodyElseNamedSoStays() throws IOException {
    Files.createDirectories(folder.resolve(".next/build"));
    Files.createDirectories(folder.resolve(".other.json.next/inside"));
    Files.createSymbolicLink(folder.resolve(".link.next"), folder);
    Files.write(Files.createDirectories(folder.resolve("below")).resolve(".next"), CONTENT);

    new LocalPlace(folder).removeUnfinished();
    new LocalPlace(folder.resolve("below")).removeUnfinished();

    assertThat(folder.resolve(".next/build")).exists();
    assertThat(folder.resolve(".other.json.next/inside")).exists();
    assertThat(folder.resolve(".link.next")).exists();
    assertThat(folder.resolve("below/.next")).exists();
  }

  @Test
  void whereThereIsNoFolderNothingIsLeft() {
    new LocalPlace(folder.resolve("none")).removeUnfinished();

    assertThat(folder).isEmptyDirectory();
  }
}
