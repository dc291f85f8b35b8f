package dev.tokenlake.jobs.ledger;

import dev.tokenlake.parsing.discover.LogInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the inputs that lie elsewhere than before, by their content. */
final class Moves {
  /** The longer a beginning is that two files share, the surer it is that they are one. */
  private static final Comparator<InputRecord> LONGEST_FIRST =
      Comparator.comparingLong((InputRecord record) -> content(record).bytes())
          .reversed()
          .thenComparing(InputRecord::name);

  /** By what a file that holds the content would have: its size, or its name. */
  private final Map<Object, List<InputRecord>> gone = new HashMap<>();

  private final Map<InputName, InputRecord> found = new HashMap<>();
  private final Set<InputName> taken = new HashSet<>();

  private Moves() {}

  /**
   * Finds them.
   *
   * @param files whose content nobody knows, in order
   * @param gone inputs that are not where they were
   * @return by the place of the file, the input that it is; each at most once
   */
  static Map<InputName, InputRecord> of(List<LogInput> files, Collection<InputRecord> gone) {
    Moves moves = new Moves();
    for (InputRecord record : gone) {
      // Every file begins with nothing.
      if (record.observed().content().filter(content -> content.bytes() > 0).isPresent()) {
        Stream.of((Object) content(record).bytes(), record.place().fileName())
            .forEach(clue -> moves.gone.computeIfAbsent(clue, c -> new ArrayList<>()).add(record));
      }
    }
    // What is whole elsewhere is not taken for the beginning of another.
    files.forEach(file -> moves.find(file, true));
    files.forEach(file -> moves.find(file, false));
    return moves.found;
  }

  private void find(LogInput file, boolean whole) {
    InputName place = InputName.of(file);
    if (found.containsKey(place)) {
      return;
    }
    Map<Long, Optional<Content>> beginnings = new HashMap<>();
    Stream.of((Object) file.size(), place.fileName())
        .flatMap(clue -> gone.getOrDefault(clue, List.of()).stream())
        .distinct()
        .filter(record -> !taken.contains(record.name()))
        .filter(record -> isPossible(record, place))
        .filter(record -> content(record).bytes() <= file.size())
        .filter(record -> !whole || content(record).bytes() == file.size())
        .sorted(LONGEST_FIRST)
        .filter(
            record ->
                beginnings
                    .computeIfAbsent(content(record).bytes(), bytes -> beginning(file, bytes))
                    .filter(content(record)::equals)
                    .isPresent())
        .findFirst()
        .ifPresent(
            record -> {
              found.put(place, record);
              taken.add(record.name());
            });
  }

  /** What an archive has lost on another night and a different one has now is a copy there. */
  private static boolean isPossible(InputRecord record, InputName place) {
    return record.deletedAt().isEmpty() || record.place().source().equals(place.source());
  }

  private static Optional<Content> beginning(LogInput file, long bytes) {
    try {
      return Optional.of(Content.of(file.path(), bytes));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Content content(InputRecord record) {
    return record.observed().content().orElseThrow();
  }
}
