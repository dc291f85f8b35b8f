package dev.tokenlake.parsing.discover;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies in a folder, in no order.
 *
 * @param children each looked at, links themselves and not what they lead to
 * @param problem why it could not be listed
 */
record Listing(Path folder, List<Child> children, Optional<IOException> problem) {

  /**
   * Something in a folder.
   *
   * @param seen absent when it cannot be looked at
   */
  record Child(Path path, Optional<Seen> seen) {
    private static Stream<Child> at(Path path) {
      try {
        return Stream.of(new Child(path, Optional.of(Seen.at(path, LinkOption.NOFOLLOW_LINKS))));
      } catch (NoSuchFileException e) {
        // Gone between listing and looking: as if it had never been listed.
        return Stream.empty();
      } catch (IOException e) {
        return Stream.of(new Child(path, Optional.empty()));
      }
    }

    private boolean isFolder() {
      return seen.filter(s -> s.type() == Seen.Type.FOLDER).isPresent();
    }
  }

  /** Lists a folder and looks at all that is in it. */
  static Listing of(Path folder) {
    List<Child> children = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      paths.forEach(path -> Child.at(path).forEach(children::add));
      return new Listing(folder, children, Optional.empty());
    } catch (DirectoryIteratorException e) {
      return new Listing(folder, List.of(), Optional.of(e.getCause()));
    } catch (IOException e) {
      return new Listing(folder, List.of(), Optional.of(e));
    }
  }

  /** The folders in it. */
  Stream<Child> folders() {
    return children.stream().filter(Child::isFolder);
  }
}
