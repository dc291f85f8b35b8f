package dev.tokenlake.jobs.ledger;

import dev.tokenlake.jobs.ledger.InputPlan.News;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.discover.Packing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares what was found with the ledger. An input whose look has not changed is not opened; one
 * whose look has is read on where it has grown, and from the start where its beginning is another.
 */
public final class InputPlanner {
  private final Ledger ledger;
  private final Instant now;
  private final List<PlannedInput> readings = new ArrayList<>();
  private final List<InputRecord> records = new ArrayList<>();
  private final Map<InputName, InputRecord> moves = new HashMap<>();
  private long unchanged;
  private long touched;
  private long grown;
  private long rewritten;

  /**
   * @param now the time of the night, UTC
   */
  public InputPlanner(Ledger ledger, Instant now) {
    this.ledger = ledger;
    this.now = now;
  }

  /**
   * Plans a night.
   *
   * @param found what there is
   * @param sources archives that were looked through; inputs of others are not missed
   */
  public InputPlan plan(List<LogInput> found, Set<String> sources) {
    Set<InputName> names = new HashSet<>();
    List<LogInput> fresh = new ArrayList<>();
    // To check contents is to read them, several at once; to decide is done in order.
    List<Change> changes = found.parallelStream().map(input -> change(input)).toList();
    for (Change change : changes) {
      names.add(name(change.input()));
      if (change.kind() == Kind.NEW) {
        fresh.add(change.input());
      } else {
        decide(change);
      }
    }
    takeNew(fresh, missing(names, sources));
    return result(fresh.size());
  }

  /** Plans to read every input found from the start, whatever is known of it. */
  public InputPlan planAll(List<LogInput> found, Set<String> sources) {
    Set<InputName> names = new HashSet<>();
    List<LogInput> fresh = new ArrayList<>();
    for (LogInput input : found) {
      names.add(name(input));
      Optional<InputRecord> known = ledger.of(name(input));
      if (known.isEmpty()) {
        fresh.add(input);
      } else {
        rewritten++;
        readings.add(new PlannedInput(input, known.get().epoch() + 1, ""));
      }
    }
    takeNew(fresh, missing(names, sources));
    return result(fresh.size());
  }

  private InputPlan result(long fresh) {
    long deleted = records.stream().filter(record -> record.deletedAt().isPresent()).count();
    return new InputPlan(
        readings,
        records,
        moves,
        new News(
            unchanged, touched, fresh - moves.size(), moves.size(), grown, rewritten, deleted));
  }

  private Change change(LogInput input) {
    Optional<InputRecord> known = ledger.of(name(input));
    return new Change(input, known.map(k -> kind(input, k)).orElse(Kind.NEW));
  }

  private static Kind kind(LogInput input, InputRecord known) {
    if (known.isDead()) {
      return Kind.REWRITTEN;
    }
    if (known.observed().content().isPresent()) {
      Content content = known.observed().content().get();
      Look look = Look.of(input);
      boolean same = known.observed().look().filter(look::equals).isPresent();
      if (same && known.deletedAt().isEmpty()) {
        return Kind.UNCHANGED;
      }
      if (look.size() >= content.bytes() && content.begins(input.path())) {
        if (look.size() == content.bytes()) {
          return Kind.TOUCHED;
        }
        return known.mark().isPresent() && input.packing() == Packing.NONE
            ? Kind.GROWN
            : Kind.REWRITTEN;
      }
    }
    return Kind.REWRITTEN;
  }

  private void decide(Change change) {
    InputRecord known = ledger.of(name(change.input())).orElseThrow();
    switch (change.kind()) {
      case UNCHANGED -> unchanged++;
      case TOUCHED -> {
        touched++;
        records.add(known.seenAs(Look.of(change.input())));
      }
      case GROWN -> {
        grown++;
        readings.add(new PlannedInput(change.input(), known.epoch(), known.mark().orElseThrow()));
      }
      default -> {
        rewritten++;
        readings.add(new PlannedInput(change.input(), known.epoch() + 1, ""));
      }
    }
  }

  /** Records of inputs that are not there, by what one with the same content would have. */
  private Map<Object, List<InputRecord>> missing(Set<InputName> found, Set<String> sources) {
    Map<Object, List<InputRecord>> gone = new HashMap<>();
    for (InputRecord record : ledger.records().values()) {
      if (!sources.contains(record.source()) || found.contains(record.name()) || record.isDead()) {
        continue;
      }
      record
          .observed()
          .content()
          .ifPresent(
              content ->
                  Stream.of((Object) content.bytes(), record.name().fileName())
                      .forEach(
                          clue -> gone.computeIfAbsent(clue, c -> new ArrayList<>()).add(record)));
      if (record.deletedAt().isEmpty()) {
        records.add(record.missed(now));
      }
    }
    return gone;
  }

  private void takeNew(List<LogInput> fresh, Map<Object, List<InputRecord>> gone) {
    Set<InputName> taken = new HashSet<>();
    for (LogInput input : fresh) {
      Optional<InputRecord> origin =
          Stream.of((Object) input.size(), name(input).fileName())
              .flatMap(clue -> gone.getOrDefault(clue, List.of()).stream())
              .filter(record -> !taken.contains(record.name()))
              .filter(record -> holds(input, record))
              .findFirst();
      origin.ifPresent(
          record -> {
            taken.add(record.name());
            moves.put(name(input), record);
          });
      readings.add(new PlannedInput(input, 1, ""));
    }
    // What becomes of their records is known when the inputs that have their content were read.
    records.removeIf(record -> taken.contains(record.name()));
  }

  private static boolean holds(LogInput input, InputRecord record) {
    Content content = record.observed().content().orElseThrow();
    Path path = input.path();
    return input.size() >= content.bytes() && content.begins(path);
  }

  private static InputName name(LogInput input) {
    return new InputName(input.source(), input.name());
  }

  private record Change(LogInput input, Kind kind) {}

  private enum Kind {
    NEW,
    UNCHANGED,
    TOUCHED,
    GROWN,
    REWRITTEN
  }
}
