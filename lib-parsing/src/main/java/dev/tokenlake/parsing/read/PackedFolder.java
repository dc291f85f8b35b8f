package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.discover.NameLabel;
import dev.tokenlake.parsing.discover.Packing;
import dev.tokenlake.parsing.read.Unpacked.Budget;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the logs in a packed folder without unpacking it, one member after the other. Names of
 * members are labels and never paths.
 */
abstract class PackedFolder implements Closeable {
  private final LogInput input;
  private final LogScan scan;
  private final EntrySink sink;
  final Budget budget;

  /**
   * @param packed length of the folder
   */
  PackedFolder(LogInput input, long packed, LogScan scan, EntrySink sink) {
    this.input = input;
    this.budget = new Budget(packed);
    this.scan = scan;
    this.sink = sink;
  }

  /**
   * Opens a folder.
   *
   * @throws IOException when it is none
   */
  static PackedFolder open(LogInput input, RawFile raw, LogScan scan, EntrySink sink)
      throws IOException {
    return input.packing() == Packing.ZIP
        ? new ZipFolder(input, raw, scan, sink)
        : new TarFolder(input, raw, scan, sink);
  }

  /**
   * Reads the next member, and tells of it if it is a log.
   *
   * @return false when there is none and all is as it should be
   * @throws IOException when the folder cannot be read on; the members before stand
   */
  abstract boolean next() throws IOException;

  /** Reads a member to its end, if it is a log. */
  final void member(String name, InputStream in) throws IOException {
    String label = NameLabel.of(name.startsWith("./") ? name.substring(2) : name);
    Optional<Packing> packing = Packing.of(label).filter(inner -> !inner.holdsMany());
    LogFile file = new LogFile(input.source(), input.name() + "!/" + label, FileKind.of(label));
    if (packing.isEmpty() || file.kind() == FileKind.HISTORY) {
      return;
    }
    InputStream log;
    try {
      log = Unpacked.of(in, packing.get(), budget);
    } catch (ReadFailure e) {
      LogReader.refuse(file, ReadFailure.reason(e), sink);
      return;
    }
    try (log) {
      scan.scan(file, log, sink);
    }
  }
}
