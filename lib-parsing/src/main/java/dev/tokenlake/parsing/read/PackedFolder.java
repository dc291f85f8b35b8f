package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.discover.NameLabel;
import dev.tokenlake.parsing.discover.Packing;
import dev.tokenlake.parsing.read.Unpacked.Budget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads the logs in a packed folder without unpacking it. Names of members are labels and never
 * paths.
 */
final class PackedFolder {
  private final LogInput input;
  private final LogScan scan;
  private final EntrySink sink;

  PackedFolder(LogInput input, LogScan scan, EntrySink sink) {
    this.input = input;
    this.scan = scan;
    this.sink = sink;
  }

  /**
   * Reads all members.
   *
   * @throws IOException when the folder cannot be read on; the members before stand
   */
  void read(RawFile raw) throws IOException {
    Budget budget = new Budget(raw.size());
    if (input.packing() == Packing.ZIP) {
      zip(raw, budget);
    } else {
      try (InputStream unpacked = Unpacked.of(raw, input.packing(), budget)) {
        tar(unpacked, budget);
        // The checksum stands at the very end, behind where a tar is over.
        unpacked.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private void tar(InputStream unpacked, Budget budget) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, "UTF-8");
    TarArchiveEntry entry = Unpacked.guarded(tar::getNextEntry);
    while (entry != null) {
      if (isPlain(entry)) {
        member(entry.getName(), tar, budget);
      }
      entry = Unpacked.guarded(tar::getNextEntry);
    }
  }

  private static boolean isPlain(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isLink()
        && !entry.isSymbolicLink()
        && !entry.isFIFO()
        && !entry.isCharacterDevice()
        && !entry.isBlockDevice();
  }

  private void zip(RawFile raw, Budget budget) throws IOException {
    try (ZipFile zip =
        Unpacked.guarded(() -> ZipFile.builder().setSeekableByteChannel(raw.channel()).get())) {
      for (Iterator<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder().asIterator();
          entries.hasNext(); ) {
        ZipArchiveEntry entry = entries.next();
        if (entry.isDirectory() || entry.isUnixSymlink()) {
          continue;
        }
        try (InputStream in =
            Unpacked.guarded(() -> new CheckedBytes(zip.getInputStream(entry), entry.getCrc()))) {
          member(entry.getName(), in, budget);
        }
      }
    }
  }

  private void member(String name, InputStream in, Budget budget) throws IOException {
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
