package dev.tokenlake.jobs.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the ledger knows of an input: a log or a packed folder.
 *
 * @param source label of its archive
 * @param input path below the archive's root
 * @param epoch how often it was read from its beginning, from 1; where epochs contradict each
 *     other, the facts of the latest hold
 * @param deadEpochs facts of epochs up to this one do not count any more, since another input holds
 *     the same content; 0 for none
 * @param observed how it was when it was read last
 * @param mark where to read on when it has grown, as {@link MarkText}; absent for inputs that are
 *     read whole
 * @param counts what became of its lines in this epoch
 * @param firstSeen when it was first found, UTC
 * @param readAt when it was read last, UTC
 * @param deletedAt when it was first missed, UTC; absent while it is there
 */
public record InputRecord(
    String source,
    String input,
    int epoch,
    int deadEpochs,
    Observation observed,
    Optional<String> mark,
    LineCounts counts,
    Instant firstSeen,
    Instant readAt,
    Optional<Instant> deletedAt) {

  public InputRecord {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(input, "input");
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

  /** What names it. */
  public InputName name() {
    return new InputName(source, input);
  }

  /** Whether none of its facts count. */
  public boolean isDead() {
    return deadEpochs == epoch;
  }

  /** As one that is read whole when it has grown. */
  public InputRecord withoutMark() {
    return new InputRecord(
        source,
        input,
        epoch,
        deadEpochs,
        observed,
        Optional.empty(),
        counts,
        firstSeen,
        readAt,
        deletedAt);
  }

  /** As one that was read from its beginning once; of one that is dead no facts are left. */
  InputRecord ofFirstRead() {
    return new InputRecord(
        source, input, 1, isDead() ? 1 : 0, observed, mark, counts, firstSeen, readAt, deletedAt);
  }

  InputRecord missed(Instant at) {
    return with(observed, deadEpochs, Optional.of(deletedAt.orElse(at)));
  }

  /** As one whose content lives on under another name. */
  InputRecord moved(Instant at) {
    return with(observed, epoch, Optional.of(deletedAt.orElse(at)));
  }

  /** As one that is there with the same content. */
  InputRecord seenAs(Look look) {
    return with(
        new Observation(Optional.of(look), observed.content()), deadEpochs, Optional.empty());
  }

  private InputRecord with(Observation observation, int dead, Optional<Instant> deleted) {
    return new InputRecord(
        source, input, epoch, dead, observation, mark, counts, firstSeen, readAt, deleted);
  }
}
