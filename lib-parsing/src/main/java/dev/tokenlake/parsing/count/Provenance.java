package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.Envelope;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Which copy of a record this is. Resumed, branched and mirrored sessions copy records word for
 * word, with the time of the original, so only the place tells them apart.
 *
 * @param file log the record stands in
 * @param line 1-based line in it
 * @param fileStart first timestamp in the file; absent when none was seen up to this line
 * @param forked whether the record says that it was copied ({@code forkedFrom})
 * @param embedded whether it stands inside a {@code progress} line of the parent
 * @param home whether the file is the transcript of the record's own session or agent
 */
public record Provenance(
    LogFile file,
    long line,
    Optional<Instant> fileStart,
    boolean forked,
    boolean embedded,
    boolean home) {

  private static final Comparator<Optional<Instant>> ABSENT_LAST =
      Comparator.comparing(instant -> instant.orElse(Instant.MAX));

  /** By place alone: total over the lines of an archive. */
  private static final Comparator<Provenance> BY_PLACE =
      Comparator.comparing((Provenance p) -> p.file().source())
          .thenComparing(p -> p.file().name())
          .thenComparingLong(Provenance::line)
          .thenComparing(Provenance::embedded);

  /**
   * The original first: not branched, not in a file that begins with a copy of its parent, in the
   * transcript it belongs to, not embedded, in the file that began first, then by place.
   */
  public static final Comparator<Provenance> ORIGINAL_FIRST =
      Comparator.comparing(Provenance::forked)
          .thenComparing(p -> p.file().kind().copiesParent())
          .thenComparing(p -> !p.home())
          .thenComparing(Provenance::embedded)
          .thenComparing(Provenance::fileStart, ABSENT_LAST)
          .thenComparing(BY_PLACE);

  /** Between tellings of equal counts: not branched, a main transcript, then by place. */
  public static final Comparator<Provenance> PLAINEST_FIRST =
      Comparator.comparing(Provenance::forked)
          .thenComparing(p -> p.file().kind().isAgent())
          .thenComparing(BY_PLACE);

  public Provenance {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(fileStart, "fileStart");
    if (line < 1) {
      throw new IllegalArgumentException("Invalid line: " + line);
    }
  }

  static Provenance of(
      LogFile file, Optional<Instant> fileStart, Envelope envelope, boolean embedded) {
    return new Provenance(
        file,
        envelope.at().line(),
        fileStart,
        envelope.forked(),
        embedded,
        file.isHomeOf(envelope.sessionId(), envelope.agentId()));
  }
}
