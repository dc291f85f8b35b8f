package dev.tokenlake.jobs.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * What the ledger knows of an input: a log or a packed folder.
 *
 * @param name what its facts call it, for good
 * @param place where it was last found
 * @param epoch how often it was read from its beginning, from 1; where epochs contradict each
 *     other, the facts of the latest hold
 * @param deadEpochs facts of epochs up to this one do not count any more, since they are told under
 *     another name; 0 for none
 * @param observed how it was when it was read last; without a look when it could not be read then
 * @param mark where to read on when it has grown, as {@link MarkText}; absent for inputs that are
 *     read whole
 * @param counts what became of its lines in this epoch
 * @param firstSeen when it was first found, UTC
 * @param readAt when it was read last, UTC
 * @param deletedAt when it was first missed, UTC; absent while it is there
 */
public record InputRecord(
    InputName name,
    InputName place,
    int epoch,
    int deadEpochs,
    Observation observed,
    Optional<String> mark,
    LineCounts counts,
    Instant firstSeen,
    Instant readAt,
    Optional<Instant> deletedAt) {

  public InputRecord {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(observed, "observed");
    Objects.requireNonNull(mark, "mark");
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(firstSeen, "firstSeen");
    Objects.requireNonNull(readAt, "readAt");
    Objects.requireNonNull(deletedAt, "deletedAt");
    if (epoch < 1 || deadEpochs < 0 || deadEpochs > epoch) {
      throw new IllegalArgumentException("Invalid epochs: %d of %d".formatted(deadEpochs, epoch));
    }
  }

  /** Whether none of its facts count. */
  public boolean isDead() {
    return deadEpochs == epoch;
  }

  /** Whether any of its lines was ever read. */
  boolean wasEverRead() {
    return observed.content().isPresent() || counts.lines() > 0;
  }

  /** Of two inputs that were found at one place, the one that is there or was there later. */
  InputRecord laterAtItsPlace(InputRecord other) {
    return Comparator.comparing((InputRecord record) -> record.deletedAt.orElse(Instant.MAX))
                .thenComparing(InputRecord::readAt)
                .thenComparing(InputRecord::name)
                .compare(this, other)
            < 0
        ? other
        : this;
  }

  /** As one that is read whole when it has grown. */
  public InputRecord withoutMark() {
    return new InputRecord(
        name,
        place,
        epoch,
        deadEpochs,
        observed,
        Optional.empty(),
        counts,
        firstSeen,
        readAt,
        deletedAt);
  }

  /** As one that is read again wherever it is found, since not all of its facts are there. */
  public InputRecord toReadAgain(LineCounts left) {
    LineCounts known =
        new LineCounts(
            counts.logs(),
            counts.bytes(),
            counts.offset(),
            left.lines(),
            left.entries(),
            left.ignored(),
            left.quarantined(),
            counts.refusedFiles());
    Observation unseen = new Observation(Optional.empty(), observed.content());
    return new InputRecord(
        name, place, epoch, deadEpochs, unseen, mark, known, firstSeen, readAt, deletedAt);
  }

  /**
   * As one that was read from its beginning once; of one that is dead no facts are left.
   *
   * @param onlyOnce whether all its facts are of one read; what an earlier one told besides would
   *     be told a second time by what is appended, so that it is read whole when it has grown
   */
  InputRecord ofFirstRead(boolean onlyOnce) {
    return new InputRecord(
        name,
        place,
        1,
        isDead() ? 1 : 0,
        observed,
        mark.filter(there -> onlyOnce),
        counts,
        firstSeen,
        readAt,
        deletedAt);
  }

  InputRecord missed(Instant at) {
    return with(observed, deadEpochs, Optional.of(deletedAt.orElse(at)));
  }

  /** As one of which there was never anything to count. */
  InputRecord dead(Instant at) {
    return with(observed, epoch, Optional.of(deletedAt.orElse(at)));
  }

  /** As one that was to be read at a place and could not: where it was before, it is gone. */
  InputRecord unread(InputName at, Instant now) {
    return at.equals(place)
        ? with(new Observation(Optional.empty(), observed.content()), deadEpochs, Optional.empty())
        : missed(now);
  }

  /** As one that is there with the same content. */
  InputRecord seenAs(Look look) {
    return with(
        new Observation(Optional.of(look), observed.content()), deadEpochs, Optional.empty());
  }

  private InputRecord with(Observation observation, int dead, Optional<Instant> deleted) {
    return new InputRecord(
        name, place, epoch, dead, observation, mark, counts, firstSeen, readAt, deleted);
  }
}
