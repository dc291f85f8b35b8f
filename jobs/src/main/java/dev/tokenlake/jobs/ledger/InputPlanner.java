package dev.tokenlake.jobs.ledger;

import dev.tokenlake.jobs.ledger.InputPlan.News;
import dev.tokenlake.parsing.discover.Discovery;
import dev.tokenlake.parsing.discover.Discovery.SkipReason;
import dev.tokenlake.parsing.discover.Discovery.Skipped;
import dev.tokenlake.parsing.discover.LogInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what was found with the ledger. An input whose look has not changed is not opened; one
 * whose look has is read on where it has grown, and from the start where its beginning is another.
 * One that lies elsewhere than before stays the same input, whose epochs go on.
 */
public final class InputPlanner {
  private final Ledger ledger;
  private final Instant now;
  private final Map<InputName, InputRecord> byPlace = new HashMap<>();
  private final List<PlannedInput> readings = new ArrayList<>();
  private final List<InputRecord> records = new ArrayList<>();
  private long unchanged;
  private long touched;
  private long added;
  private long moved;
  private long grown;
  private long rewritten;

  /**
   * @param now the time of the night, UTC
   */
  public InputPlanner(Ledger ledger, Instant now) {
    this.ledger = ledger;
    this.now = now;
    for (InputRecord record : ledger.records().values()) {
      if (!record.isDead()) {
        byPlace.merge(record.place(), record, InputRecord::laterAtItsPlace);
      }
    }
  }

  /**
   * Plans a night.
   *
   * @param found what there is
   * @param sources archives that were looked through; inputs of others are not missed
   */
  public InputPlan plan(Discovery found, Set<String> sources) {
    return plan(found, sources, false);
  }

  /** Plans to read every input found from the start, whatever is known of it. */
  public InputPlan planAll(Discovery found, Set<String> sources) {
    return plan(found, sources, true);
  }

  private InputPlan plan(Discovery found, Set<String> sources, boolean all) {
    // To check contents is to read them, several at once; to decide is done in order.
    List<Compared> compared =
        found.inputs().parallelStream()
            .map(input -> Compared.of(input, at(InputName.of(input))))
            .toList();
    List<InputRecord> gone = gone(compared, found, sources);
    Map<InputName, InputRecord> moves =
        Moves.of(
            compared.stream().filter(Compared::mayHaveMoved).map(Compared::input).toList(), gone);
    Set<InputName> taken = new HashSet<>();
    moves.values().forEach(record -> taken.add(record.name()));
    for (Compared file : compared) {
      Optional<InputRecord> origin = Optional.ofNullable(moves.get(file.place()));
      if (origin.isPresent()) {
        moved++;
        readAgain(file.input(), origin.get());
      } else if (file.known().filter(known -> !taken.contains(known.name())).isEmpty()) {
        added++;
        readings.add(new PlannedInput(file.input(), unused(file.place()), 1, ""));
      } else {
        decide(file.input(), file.known().get(), all ? Compared.Kind.UNSURE : file.kind());
      }
    }
    miss(gone);
    long deleted = records.stream().filter(record -> record.deletedAt().isPresent()).count();
    return new InputPlan(
        readings, records, new News(unchanged, touched, added, moved, grown, rewritten, deleted));
  }

  private Optional<InputRecord> at(InputName place) {
    return Optional.ofNullable(byPlace.get(place));
  }

  /** Inputs that are not where they were, as far as that was looked at. */
  private List<InputRecord> gone(List<Compared> compared, Discovery found, Set<String> sources) {
    Set<InputName> there = new HashSet<>();
    compared.stream()
        .filter(file -> !file.mayHaveMoved())
        .forEach(file -> file.known().ifPresent(known -> there.add(known.name())));
    return ledger.records().values().stream()
        .filter(record -> sources.contains(record.place().source()))
        .filter(record -> !record.isDead() && !there.contains(record.name()))
        .filter(record -> found.skipped().stream().noneMatch(skip -> hides(skip, record.place())))
        .toList();
  }

  /** Whether nobody could see if something is at a place. */
  private static boolean hides(Skipped skip, InputName place) {
    return skip.reason() == SkipReason.UNREADABLE_FOLDER
        && skip.source().equals(place.source())
        && (place.input() + "/").startsWith(skip.name() + "/");
  }

  private void decide(LogInput input, InputRecord known, Compared.Kind kind) {
    switch (kind) {
      case UNCHANGED -> unchanged++;
      case TOUCHED -> {
        touched++;
        records.add(known.seenAs(Look.of(input)));
      }
      case GROWN -> {
        grown++;
        readings.add(
            new PlannedInput(input, known.name(), known.epoch(), known.mark().orElseThrow()));
      }
      case NEW, UNSURE, OTHER -> {
        rewritten++;
        readAgain(input, known);
      }
    }
  }

  private void readAgain(LogInput input, InputRecord known) {
    readings.add(new PlannedInput(input, known.name(), known.epoch() + 1, ""));
  }

  /** A name for an input that is found for the first time; its place may have named another. */
  private InputName unused(InputName place) {
    InputName name = place;
    for (int number = 2; ledger.of(name).isPresent(); number++) {
      name = place.numbered(number);
    }
    return name;
  }

  private void miss(List<InputRecord> gone) {
    Set<InputName> read = new HashSet<>();
    readings.forEach(planned -> read.add(planned.name()));
    for (InputRecord record : gone) {
      if (!read.contains(record.name()) && record.deletedAt().isEmpty()) {
        // Of what could never be read nothing is left when its place is another's.
        records.add(record.wasEverRead() ? record.missed(now) : record.dead(now));
      }
    }
  }
}
