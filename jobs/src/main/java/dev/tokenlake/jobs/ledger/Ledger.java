package dev.tokenlake.jobs.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /**
   * The same when there are no facts any more but those that count, as of a first read.
   *
   * @param readTwice inputs that have facts of several reads
   */
  public Ledger ofFirstReads(Set<InputName> readTwice) {
    TreeMap<InputName, InputRecord> all = new TreeMap<>(records);
    all.replaceAll((name, record) -> record.ofFirstRead(!readTwice.contains(name)));
    return new Ledger(all);
  }

  /** Inputs whose older facts count otherwise than by an earlier ledger. */
  public List<InputName> countedOtherwiseThan(Ledger earlier) {
    return earlier.records.values().stream()
        .filter(
            before ->
                of(before.name())
                    .filter(
                        now ->
                            now.epoch() == before.epoch()
                                && now.deadEpochs() == before.deadEpochs())
                    .isEmpty())
        .map(InputRecord::name)
        .toList();
  }

  /** Bytes of all logs, as far as they were read. */
  public long logBytes() {
    return records.values().stream().mapToLong(record -> record.counts().bytes()).sum();
  }

  /** Whether an input that is there, or lines of one, were refused. */
  public boolean anyRefused() {
    return records.values().stream()
        .filter(record -> record.deletedAt().isEmpty())
        .anyMatch(
            record ->
                record.observed().look().isEmpty()
                    || record.counts().quarantined() > 0
                    || record.counts().refusedFiles() > 0);
  }

  /** Records that a night changes: by what it read, and without a read. */
  public List<InputRecord> after(InputPlan plan, Collection<Reading> readings, Instant now) {
    List<InputRecord> changed = new ArrayList<>(plan.records());
    Map<InputName, InputName> places = new HashMap<>();
    plan.readings().forEach(read -> places.put(read.name(), InputName.of(read.input())));
    for (Reading reading : readings) {
      Optional<InputRecord> before = of(reading.name());
      InputName place = places.get(reading.name());
      if (before.isPresent() && reading.observed().look().isEmpty()) {
        changed.add(before.get().unread(place, now));
        continue;
      }
      changed.add(
          new InputRecord(
              reading.name(),
              place,
              reading.epoch(),
              before.map(InputRecord::deadEpochs).orElse(0),
              reading.observed(),
              reading.mark(),
              reading.readOn()
                  ? before.orElseThrow().counts().then(reading.counts())
                  : reading.counts(),
              before.map(InputRecord::firstSeen).orElse(now),
              now,
              Optional.empty()));
    }
    return changed;
  }

  /**
   * What reading an input gave, facts aside.
   *
   * @param epoch the epoch its facts belong to
   * @param mark where to read on, as {@link MarkText}
   * @param readOn whether it was read on from an earlier mark
   * @param counts of the part that was read
   */
  public record Reading(
      InputName name,
      int epoch,
      Observation observed,
      Optional<String> mark,
      boolean readOn,
      LineCounts counts) {}
}
