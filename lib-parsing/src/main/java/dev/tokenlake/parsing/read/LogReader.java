package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.discover.Packing;
import java.io.IOException;
import java.nio.file.FileSystemNotFoundException;
import java.util.Optional;

/** Reads an input and tells a sink of every log in it. One reader serves one thread. */
public final class LogReader {
  private final LogScan scan;

  /** A reader that looks at bytes first and at tokens only where bytes do not say enough. */
  public LogReader() {
    this(true);
  }

  /**
   * @param fastFirst false for a reader that parses every line token by token: slower, and the
   *     measure of what the fast one must say
   */
  LogReader(boolean fastFirst) {
    scan = new LogScan(fastFirst);
  }

  /**
   * Reads to the length seen at open. Never throws for what the input holds or becomes; what the
   * sink throws goes through.
   *
   * <p>When a log cannot be read to its end, the lines before stand and a {@link Reject} of line 0
   * says why; it is none of the lines the outcome counts. Of a packed folder that cannot be read
   * on, such a reject is told under the name of the folder.
   *
   * @return whether it could be opened; if not, all that the sink is told is that
   */
  public boolean read(LogInput input, EntrySink sink) {
    try (LogReading reading = begin(input, sink)) {
      boolean more = true;
      while (more) {
        more = reading.next();
      }
      return reading.isOpened();
    }
  }

  /** Opens an input for such a read that goes on from log to log as it is asked to. */
  public LogReading begin(LogInput input, EntrySink sink) {
    return new LogReading(input, fileOf(input), open(input), scan, sink);
  }

  /**
   * Reads what was appended to a log behind a mark. Lines are numbered and placed as if it had been
   * read from its start; the outcome counts those behind the mark. When the log no longer begins as
   * it did, or cannot be opened, the sink is told nothing.
   *
   * @return whether it was read; if not, it has to be read from its start
   */
  public boolean readOn(LogInput input, ReadMark mark, EntrySink sink) {
    Optional<RawFile> opened = input.packing() == Packing.NONE ? open(input) : Optional.empty();
    if (opened.isEmpty()) {
      return false;
    }
    try (RawFile raw = opened.get()) {
      // It may have been cut when it was opened and have grown again since.
      if (raw.size() < mark.offset() || !mark.print().stillBegins(raw.channel())) {
        return false;
      }
      scan.scan(fileOf(input), raw, Optional.of(mark), sink);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static LogFile fileOf(LogInput input) {
    return new LogFile(input.source(), input.name(), FileKind.of(input.name()));
  }

  private static Optional<RawFile> open(LogInput input) {
    try {
      return Optional.of(RawFile.open(input.path()));
    } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Tells of a file of which nothing can be read. */
  static void refuse(LogFile file, RejectReason reason, EntrySink sink) {
    sink.begin(file);
    sink.refuse(new Reject(0, 0, 0, reason));
    sink.end(new FileTally().outcome(0));
  }
}
