package dev.tokenlake.parsing.discover;

import dev.tokenlake.parsing.discover.Discovery.SkipReason;
import dev.tokenlake.parsing.discover.Discovery.Skipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One look through the roots. Links are put off until everything else is found, so that a file has
 * its real name whatever the order of names.
 */
final class FolderWalk {
  private final List<LogInput> inputs = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final List<Place> links = new ArrayList<>();

  /** Listed and not yet looked at, the next one on top: folders may nest deeper than calls can. */
  private final Deque<Place> pending = new ArrayDeque<>();

  private final Set<Object> seen = new HashSet<>();

  /**
   * A path on the walk.
   *
   * @param folders keys of the folders above it
   */
  private record Place(String source, Path path, String name, List<Object> folders) {
    /** One in this folder, below folders of these keys. */
    Place child(Path child, List<Object> above) {
      String label = NameLabel.of(child);
      return new Place(source, child, name.isEmpty() ? label : name + "/" + label, above);
    }
  }

  void root(ArchiveRoot root) {
    Path path = root.path().toAbsolutePath();
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        Place place = new Place(root.source(), path, "", List.of());
        if (seen.add(key(path, attributes))) {
          list(place, key(path, attributes));
          visitPending();
        } else {
          skip(place, SkipReason.SAME_FILE_TWICE);
        }
      } else if (Packing.of(NameLabel.of(path)).isEmpty()) {
        throw new IOException("Neither a folder nor a log nor a packed folder");
      } else {
        file(new Place(root.source(), path, NameLabel.of(path), List.of()), attributes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read root " + path, e);
    }
  }

  Discovery finish() {
    // A link may lead to a folder with links, which go to the end of the list.
    for (int i = 0; i < links.size(); i++) {
      follow(links.get(i));
      visitPending();
    }
    inputs.sort(Comparator.comparing(LogInput::source).thenComparing(LogInput::name));
    skipped.sort(Comparator.comparing(Skipped::source).thenComparing(Skipped::name));
    return new Discovery(inputs, skipped);
  }

  private void list(Place folder, Object key) throws IOException {
    List<Object> above = new ArrayList<>(folder.folders());
    above.add(key);
    TreeMap<String, Place> children = new TreeMap<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder.path())) {
      for (Path path : paths) {
        Place child = folder.child(path, above);
        children.put(child.name(), child);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.descendingMap().values().forEach(pending::push);
  }

  private void visitPending() {
    while (!pending.isEmpty()) {
      visit(pending.pop());
    }
  }

  private void visit(Place place) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(place.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        links.add(place);
      } else if (attributes.isDirectory()) {
        folder(place, attributes);
      } else {
        file(place, attributes);
      }
    } catch (NoSuchFileException e) {
      // Gone between listing and looking: as if it had never been listed.
      return;
    } catch (IOException e) {
      skip(place, SkipReason.UNREADABLE_FOLDER);
    }
  }

  private void follow(Place place) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(place.path(), BasicFileAttributes.class);
      if (!attributes.isDirectory()) {
        file(place, attributes);
      } else if (place.folders().contains(key(place.path(), attributes))) {
        skip(place, SkipReason.LINK_LOOP);
      } else {
        folder(place, attributes);
      }
    } catch (NoSuchFileException e) {
      if (Packing.of(place.name()).isPresent()) {
        skip(place, SkipReason.BROKEN_LINK);
      }
    } catch (AccessDeniedException e) {
      skip(place, SkipReason.UNREADABLE_FOLDER);
    } catch (IOException e) {
      // Links in a circle end here: the system gives up following them.
      skip(place, SkipReason.LINK_LOOP);
    }
  }

  private void folder(Place place, BasicFileAttributes attributes) {
    Object key = key(place.path(), attributes);
    if (!seen.add(key)) {
      skip(place, SkipReason.SAME_FILE_TWICE);
      return;
    }
    try {
      list(place, key);
    } catch (IOException e) {
      skip(place, SkipReason.UNREADABLE_FOLDER);
    }
  }

  private void file(Place place, BasicFileAttributes attributes) throws IOException {
    Optional<Packing> packing = Packing.of(place.name());
    if (packing.isEmpty()) {
      return;
    }
    if (!attributes.isRegularFile()) {
      skip(place, SkipReason.NOT_A_REGULAR_FILE);
    } else if (!packing.get().holdsMany() && FileKind.of(place.name()) == FileKind.HISTORY) {
      skip(place, SkipReason.NO_TRANSCRIPT);
    } else if (!seen.add(key(place.path(), attributes))) {
      skip(place, SkipReason.SAME_FILE_TWICE);
    } else {
      inputs.add(
          new LogInput(
              place.source(),
              new LogPath(place.path()),
              place.name(),
              packing.get(),
              attributes.size(),
              attributes.lastModifiedTime().toInstant(),
              changed(place.path()).orElse(attributes.lastModifiedTime()).toInstant()));
    }
  }

  private static Optional<FileTime> changed(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Optional.of((FileTime) Files.getAttribute(path, "unix:ctime"))
        : Optional.empty();
  }

  private void skip(Place place, SkipReason reason) {
    skipped.add(new Skipped(place.source(), place.name(), reason));
  }

  private static Object key(Path path, BasicFileAttributes attributes) {
    return attributes.fileKey() == null ? path : attributes.fileKey();
  }
}
