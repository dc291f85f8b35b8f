package dev.tokenlake.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lake says what it is, and one from the future is left alone. */
class LakeFormatTest {
  @TempDir private Path folder;

  @Test
  void aNewLakeIsMarkedAndAcceptedFromThenOn() {
    LakeLayout lake = new LakeLayout(folder);
    assertThat(LakeFormat.check(lake)).isFalse();

    LakeFormat.claim(lake);

    assertThat(LakeFormat.check(lake)).isTrue();
    LakeFormat.claim(lake);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"format\": 3}",
        "{\"format\": 4294967298}",
        "{\"format\": 2.9}",
        "{\"format\": 0}",
        "{}",
        "not JSON"
      })
  void anythingElseIsRefused(String text) throws IOException {
    LakeLayout lake = new LakeLayout(folder);
    Files.writeString(folder.resolve("lake.json"), text);

    assertThatThrownBy(() -> LakeFormat.claim(lake)).isInstanceOf(UnsupportedLakeException.class);
    assertThat(folder.resolve("lake.json")).hasContent(text);
  }

  @Test
  void aLakeThatForgetsIsLeftAloneByProgramsThatWouldNot() throws IOException {
    LakeLayout lake = new LakeLayout(folder);
    LakeFormat.claim(lake);
    assertThat(folder.resolve("lake.json")).content().contains("\"format\": 1");
    assertThat(LakeFormat.forgets(lake)).isFalse();

    LakeFormat.claimForgetting(lake);

    assertThat(folder.resolve("lake.json")).content().contains("\"format\": 2");
    LakeFormat.claim(lake);
    assertThat(LakeFormat.forgets(lake)).isTrue();
  }

  @Test
  void aFolderThatHoldsAnythingElseIsNoLake() throws IOException {
    for (String other :
        List.of(
            ".next/build",
            ".work/facts",
            "tables/usage",
            "runs/2026",
            "runs/events.json",
            ".lock/mine",
            "notes.txt")) {
      Path taken = folder.resolve(other.replace('/', '-'));
      Files.createDirectories(taken.resolve(other));
      LakeLayout lake = new LakeLayout(taken);

      assertThatThrownBy(() -> LakeFormat.claim(lake))
          .isInstanceOf(NoLakeException.class)
          .hasMessageContaining("%s is no lake and not empty: it holds ", taken);
      assertThat(taken.resolve("lake.json")).doesNotExist();
    }
  }

  @Test
  void whatRunsLeaveBeforeALakeIsMarkedIsNoneOfThese() throws IOException {
    LakeLayout lake = new LakeLayout(folder);
    Files.createDirectories(folder.resolve("runs"));
    for (String left :
        List.of(
            ".lock",
            ".lake.json.next",
            ".DS_Store",
            "runs/20261128T034139.001Z-77.log",
            "runs/20261128T034139.001Z-77.json",
            "runs/.20261128T034139.001Z-77.json.next")) {
      Files.writeString(folder.resolve(left), "left");
    }

    LakeFormat.claim(lake);

    assertThat(LakeFormat.check(lake)).isTrue();
  }

  @Test
  void aLakeHoldsWhatItLikes() throws IOException {
    LakeLayout lake = new LakeLayout(folder);
    LakeFormat.claim(lake);
    Files.createDirectories(folder.resolve("notes"));

    LakeFormat.claim(lake);

    assertThat(LakeFormat.checkWritable(lake)).isTrue();
  }

  @Test
  void aLakeFromBeforeThereWereFormatsIsRefused() throws IOException {
    LakeLayout lake = new LakeLayout(folder);
    Files.createSymbolicLink(folder.resolve("facts"), Path.of("elsewhere"));

    assertThatThrownBy(() -> LakeFormat.claim(lake))
        .isInstanceOf(UnsupportedLakeException.class)
        .hasMessageContaining("new lake");
  }
}
