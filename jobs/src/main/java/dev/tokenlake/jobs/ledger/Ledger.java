package dev.tokenlake.jobs.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every input that facts were ever read from.
 *
 * @param records by name
 */
public record Ledger(SortedMap<InputName, InputRecord> records) {
  /** Before the first night. */
  public static final Ledger EMPTY = new Ledger(new TreeMap<>());

  public Ledger {
    records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
  }

  /** With later records in place of those of the same name. */
  public Ledger with(Collection<InputRecord> later) {
    TreeMap<InputName, InputRecord> all = new TreeMap<>(records);
    later.forEach(record -> all.put(record.name(), record));
    return new Ledger(all);
  }

  /** Record of an input; absent when it was never seen. */
  public Optional<InputRecord> of(InputName name) {
    return Optional.ofNullable(records.get(name));
  }

  /** Records that say of some facts that they do not count. */
  public List<InputRecord> withOldFacts() {
    return records.values().stream()
        .filter(record -> record.epoch() > 1 || record.deadEpochs() > 0)
        .toList();
  }

  /** Records that a night changes: by what it read, and without a read. */
  public List<InputRecord> after(InputPlan plan, Map<PlannedInput, Reading> readings, Instant now) {
    List<InputRecord> changed = new ArrayList<>(plan.records());
    readings.forEach(
        (planned, reading) -> {
          Optional<InputRecord> before = of(planned.name());
          LineCounts counts =
              planned.markText().isEmpty()
                  ? reading.counts()
                  : before.orElseThrow().counts().then(reading.counts());
          changed.add(
              new InputRecord(
                  planned.name().source(),
                  planned.name().input(),
                  planned.epoch(),
                  before.map(InputRecord::deadEpochs).orElse(0),
                  reading.observed(),
                  reading.mark(),
                  counts,
                  before.map(InputRecord::firstSeen).orElse(now),
                  now,
                  Optional.empty()));
          Optional.ofNullable(plan.moves().get(planned.name()))
              .map(origin -> reading.holds(origin) ? origin.moved(now) : origin.missed(now))
              .ifPresent(changed::add);
        });
    return changed;
  }

  /**
   * What reading an input gave, facts aside.
   *
   * @param mark where to read on, as {@link MarkText}
   * @param counts of the part that was read
   */
  public record Reading(Observation observed, Optional<String> mark, LineCounts counts) {
    /** Whether it was read whole, as much as there was of an input that is gone. */
    boolean holds(InputRecord origin) {
      return observed
          .content()
          .filter(content -> content.bytes() >= origin.observed().content().orElseThrow().bytes())
          .isPresent();
    }
  }
}
