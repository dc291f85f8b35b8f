package dev.tokenlake.jobs.ledger;

import dev.tokenlake.parsing.count.FileMark;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.LogInput;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * An input to read.
 *
 * @param input where it lies
 * @param name what names it for good
 * @param epoch the epoch its facts belong to
 * @param markText where to read on, as {@link MarkText}; empty to read from the start
 */
public record PlannedInput(LogInput input, InputName name, int epoch, String markText)
    implements Serializable {
  public PlannedInput {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(markText, "markText");
    if (epoch < 1) {
      throw new IllegalArgumentException("Invalid epoch: " + epoch);
    }
  }

  /** Whether it was read before. */
  public boolean isKnown() {
    return lastEpoch() > 0;
  }

  /** The epoch that its facts had last; 0 when it was not read before. */
  public int lastEpoch() {
    return markText.isEmpty() ? epoch - 1 : epoch;
  }

  /** Where to read on; absent to read from the start. */
  public Optional<FileMark> mark() {
    return markText.isEmpty() ? Optional.empty() : MarkText.mark(markText);
  }

  /**
   * A log of this input as it was named where the input was found first.
   *
   * @param file the log where it lies now: the input itself, or a member of it
   */
  public LogFile foundFirst(LogFile file) {
    return new LogFile(name.source(), name.input() + within(file), file.kind());
  }

  /** Which of the logs in a packed folder a log is; absent when it is the input itself. */
  public Optional<String> member(LogFile file) {
    return Optional.of(within(file)).filter(name -> !name.isEmpty());
  }

  /** What names a log within its input. */
  private String within(LogFile file) {
    return file.name().substring(input.name().length());
  }

  /** Bytes there are to read, as far as the listing tells. */
  public long bytes() {
    return mark()
        .map(mark -> Math.max(0, input.size() - mark.read().offset()))
        .orElse(input.size());
  }
}
