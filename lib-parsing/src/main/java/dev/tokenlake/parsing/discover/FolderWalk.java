package dev.tokenlake.parsing.discover;

import dev.tokenlake.parsing.discover.Discovery.SkipReason;
import dev.tokenlake.parsing.discover.Discovery.Skipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  /** Listed and not yet visited, the next one on top: folders may nest deeper than calls can. */
  private final Deque<Listed> pending = new ArrayDeque<>();

  private final ListedAhead ahead = new ListedAhead();
  private final Set<Object> seen = new HashSet<>();

  /**
   * A path on the walk.
   *
   * @param seen absent when it cannot be looked at
   */
  private record Listed(Place place, Optional<Seen> seen) {}

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
      Seen what = Seen.at(path);
      if (what.type() == Seen.Type.FOLDER) {
        Place place = new Place(root.source(), path, "", List.of());
        if (seen.add(what.key())) {
          ahead.below(path);
          list(place, what.key());
          visitPending();
        } else {
          skip(place, SkipReason.SAME_FILE_TWICE);
        }
      } else if (Packing.of(NameLabel.of(path)).isEmpty()) {
        throw new IOException("Neither a folder nor a log nor a packed folder");
      } else {
        file(new Place(root.source(), path, NameLabel.of(path), List.of()), what);
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
    Listing listing = ahead.take(folder.path());
    if (listing.problem().isPresent()) {
      throw listing.problem().get();
    }
    TreeMap<String, Listed> children = new TreeMap<>();
    for (Listing.Child child : listing.children()) {
      Place place = folder.child(child.path(), above);
      children.put(place.name(), new Listed(place, child.seen()));
    }
    children.descendingMap().values().forEach(pending::push);
  }

  private void visitPending() {
    while (!pending.isEmpty()) {
      visit(pending.pop());
    }
  }

  private void visit(Listed listed) {
    Place place = listed.place();
    if (listed.seen().isEmpty()) {
      skip(place, SkipReason.UNREADABLE_FOLDER);
      return;
    }
    Seen what = listed.seen().get();
    if (what.type() == Seen.Type.LINK) {
      links.add(place);
    } else if (what.type() == Seen.Type.FOLDER) {
      folder(place, what);
    } else {
      file(place, what);
    }
  }

  private void follow(Place place) {
    try {
      Seen what = Seen.at(place.path());
      if (what.type() != Seen.Type.FOLDER) {
        file(place, what);
      } else if (place.folders().contains(what.key())) {
        skip(place, SkipReason.LINK_LOOP);
      } else {
        folder(place, what);
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

  private void folder(Place place, Seen what) {
    Object key = what.key();
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

  private void file(Place place, Seen what) {
    Optional<Packing> packing = Packing.of(place.name());
    if (packing.isEmpty()) {
      return;
    }
    if (what.type() != Seen.Type.FILE) {
      skip(place, SkipReason.NOT_A_REGULAR_FILE);
    } else if (!packing.get().holdsMany() && FileKind.of(place.name()) == FileKind.HISTORY) {
      skip(place, SkipReason.NO_TRANSCRIPT);
    } else if (!seen.add(what.key())) {
      skip(place, SkipReason.SAME_FILE_TWICE);
    } else {
      inputs.add(
          LogInput.of(
              place.source(), new LogPath(place.path()), place.name(), packing.get(), what));
    }
  }

  private void skip(Place place, SkipReason reason) {
    skipped.add(new Skipped(place.source(), place.name(), reason));
  }
}
