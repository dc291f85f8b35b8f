package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.discover.Packing;
import dev.tokenlake.parsing.read.Unpacked.Budget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemNotFoundException;

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
   */
  public void read(LogInput input, EntrySink sink) {
    LogFile file = new LogFile(input.source(), input.name(), FileKind.of(input.name()));
    RawFile raw;
    try {
      raw = RawFile.open(input.path());
    } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
      refuse(file, RejectReason.UNREADABLE_FILE, sink);
      return;
    }
    try (raw) {
      if (input.packing().holdsMany()) {
        new PackedFolder(input, scan, sink).read(raw);
      } else if (input.packing() == Packing.NONE) {
        scan.scan(file, raw, sink);
      } else {
        try (InputStream in = Unpacked.of(raw, input.packing(), new Budget(raw.size()))) {
          scan.scan(file, in, sink);
        }
      }
    } catch (IOException e) {
      refuse(file, ReadFailure.reason(e), sink);
    }
  }

  /** Tells of a file of which nothing can be read. */
  static void refuse(LogFile file, RejectReason reason, EntrySink sink) {
    sink.begin(file);
    sink.refuse(new Reject(0, 0, 0, reason));
    sink.end(new FileTally().outcome(0));
  }
}
