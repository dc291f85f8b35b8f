package dev.tokenlake.parsing.discover;

import java.util.List;
import java.util.Objects;

/**
 * What a look through the archives found.
 *
 * @param inputs logs and packed folders, sorted by source and name; none twice
 * @param skipped what looked like one and is not read
 */
public record Discovery(List<LogInput> inputs, List<Skipped> skipped) {
  public Discovery {
    inputs = List.copyOf(inputs);
    skipped = List.copyOf(skipped);
  }

  /**
   * A file or folder that is not read.
   *
   * @param name as in {@link LogInput#name()}
   */
  public record Skipped(String source, String name, SkipReason reason) {
    public Skipped {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Why a file or folder is not read. */
  public enum SkipReason {
    /** No right to list the folder. */
    UNREADABLE_FOLDER,
    /** A FIFO, socket or device with the name of a log. */
    NOT_A_REGULAR_FILE,
    /** A link that leads back to one of its own parents. */
    LINK_LOOP,
    /** A link to nothing. */
    BROKEN_LINK,
    /** The same file on disk as one already found. */
    SAME_FILE_TWICE,
    /** {@code history.jsonl}: prompts without usage. */
    NO_TRANSCRIPT
  }
}
