package dev.tokenlake.parsing.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.discover.Listing.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are listed before the walk comes to them. */
class ListedAheadTest {
  @TempDir private Path folder;

  @Test
  void whatWasListedAheadIsTakenOnceAndListedAnewAfterThat() throws IOException {
    Path below = Files.createDirectories(folder.resolve("a/b"));
    Path early = Files.writeString(below.resolve("early.jsonl"), "x");
    ListedAhead ahead = new ListedAhead();
    ahead.below(folder);
    Path late = Files.writeString(below.resolve("late.jsonl"), "x");

    assertThat(paths(ahead.take(below))).containsExactly(early);
    assertThat(paths(ahead.take(below))).containsExactlyInAnyOrder(early, late);
  }

  @Test
  void linksAreSeenAndNotFollowed() throws IOException {
    Path a = Files.createDirectory(folder.resolve("a"));
    Path back = Files.createSymbolicLink(a.resolve("back"), folder);
    ListedAhead ahead = new ListedAhead();
    ahead.below(folder);

    Listing listing = ahead.take(a);

    assertThat(paths(listing)).containsExactly(back);
    assertThat(listing.children().get(0).seen().orElseThrow().type()).isEqualTo(Seen.Type.LINK);
    assertThat(listing.folders()).isEmpty();
  }

  @Test
  void aFolderThatIsGoneSaysSoWhenItIsTaken() throws IOException {
    ListedAhead ahead = new ListedAhead();
    ahead.below(folder);

    Listing listing = ahead.take(folder.resolve("gone"));

    assertThat(listing.children()).isEmpty();
    assertThat(listing.problem()).isPresent();
  }

  @Test
  void manyFoldersOfManyLevelsAreAllThere() throws IOException {
    for (int i = 0; i < 50; i++) {
      Path deep = folder.resolve("f" + i);
      for (int level = 0; level < 10; level++) {
        deep = deep.resolve("l");
        Files.createDirectories(deep);
        Files.writeString(deep.resolve("a.jsonl"), "x");
      }
    }

    assertThat(new LogFinder().find(List.of(new ArchiveRoot("s", folder))).inputs()).hasSize(500);
  }

  private static List<Path> paths(Listing listing) {
    return listing.children().stream().map(Child::path).toList();
  }
}
