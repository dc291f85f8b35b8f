package dev.tokenlake.jobs.ledger;

import dev.tokenlake.parsing.count.FileMark;
import dev.tokenlake.parsing.discover.LogInput;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * An input to read.
 *
 * @param epoch the epoch its facts belong to
 * @param markText where to read on, as {@link MarkText}; empty to read from the start
 */
public record PlannedInput(LogInput input, int epoch, String markText) implements Serializable {
  public PlannedInput {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(markText, "markText");
    if (epoch < 1) {
      throw new IllegalArgumentException("Invalid epoch: " + epoch);
    }
  }

  /** What names it. */
  public InputName name() {
    return new InputName(input.source(), input.name());
  }

  /** Where to read on; absent to read from the start. */
  public Optional<FileMark> mark() {
    return markText.isEmpty() ? Optional.empty() : Optional.of(MarkText.mark(markText));
  }

  /** Bytes there are to read, as far as the listing tells. */
  public long bytes() {
    return mark()
        .map(mark -> Math.max(0, input.size() - mark.read().offset()))
        .orElse(input.size());
  }
}
