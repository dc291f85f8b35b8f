package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.discover.Packing;
import dev.tokenlake.parsing.read.Unpacked.Budget;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A read of an input that goes on from log to log as it is asked to, so that what a packed folder
 * says need not be held all at once. See {@link LogReader#read}.
 */
public final class LogReading implements AutoCloseable {
  private final LogInput input;
  private final LogFile file;
  private final Optional<RawFile> raw;
  private final LogScan scan;
  private final EntrySink sink;
  private Optional<PackedFolder> folder = Optional.empty();
  private boolean over;

  /**
   * @param file the input as a log
   * @param raw its bytes; absent when it could not be opened
   */
  LogReading(LogInput input, LogFile file, Optional<RawFile> raw, LogScan scan, EntrySink sink) {
    this.input = input;
    this.file = file;
    this.raw = raw;
    this.scan = scan;
    this.sink = sink;
  }

  /** Whether the input could be opened; if not, all that the sink is told is that. */
  public boolean isOpened() {
    return raw.isPresent();
  }

  /**
   * Reads on: a log to its end, or the next member of a packed folder.
   *
   * @return whether there may be more
   */
  public boolean next() {
    if (over) {
      return false;
    }
    try {
      over = !read();
      if (over) {
        release();
      }
    } catch (IOException e) {
      close();
      LogReader.refuse(file, ReadFailure.reason(e), sink);
    }
    return !over;
  }

  private boolean read() throws IOException {
    RawFile bytes = raw.orElseThrow(() -> new ReadFailure(RejectReason.UNREADABLE_FILE));
    if (input.packing().holdsMany()) {
      if (folder.isEmpty()) {
        folder = Optional.of(PackedFolder.open(input, bytes, scan, sink));
      }
      return folder.get().next();
    }
    if (input.packing() == Packing.NONE) {
      scan.scan(file, bytes, Optional.empty(), sink);
    } else {
      try (InputStream in = Unpacked.of(bytes, input.packing(), new Budget(bytes.size()))) {
        scan.scan(file, in, sink);
      }
    }
    return false;
  }

  private void release() throws IOException {
    try {
      if (folder.isPresent()) {
        folder.get().close();
      }
    } finally {
      if (raw.isPresent()) {
        raw.get().close();
      }
    }
  }

  /** Ends the read where it is; the sink is told nothing more. */
  @Override
  public void close() {
    over = true;
    try {
      release();
    } catch (IOException e) {
      // What was read stands, and nobody waits for the rest.
    }
  }
}
