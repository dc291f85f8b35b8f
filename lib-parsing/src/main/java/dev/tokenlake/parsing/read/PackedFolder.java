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
    HeaderGuard guard = new HeaderGuard(unpacked);
    TarArchiveInputStream tar = new TarArchiveInputStream(guard, "UTF-8");
    TarArchiveEntry entry = next(tar, guard);
    while (entry != null) {
      if (isPlain(entry)) {
        member(entry.getName(), tar, budget);
      }
      // What is left of the member is none of the next header.
      Unpacked.guarded(() -> tar.transferTo(OutputStream.nullOutputStream()));
      entry = next(tar, guard);
    }
  }

  private static TarArchiveEntry next(TarArchiveInputStream tar, HeaderGuard guard)
      throws IOException {
    guard.beginHeader();
    TarArchiveEntry entry = Unpacked.guarded(tar::getNextEntry);
    guard.endHeader();
    return entry;
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
    ZipHeaders headers = new ZipHeaders(raw.channel());
    long missing = headers.count();
    boolean damaged = false;
    try (ZipFile zip =
        Unpacked.guarded(
            () ->
                ZipFile.builder()
                    .setSeekableByteChannel(raw.channel())
                    .setUseUnicodeExtraFields(false)
                    .get())) {
      for (Iterator<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder().asIterator();
          entries.hasNext(); ) {
        missing--;
        damaged |= !zipped(zip, entries.next(), headers, budget);
      }
    }
    if (damaged || missing != 0) {
      throw new ReadFailure(RejectReason.DAMAGED_ARCHIVE);
    }
  }

  /** Reads a member; false when it cannot even be begun with. */
  private boolean zipped(ZipFile zip, ZipArchiveEntry entry, ZipHeaders headers, Budget budget)
      throws IOException {
    if (!headers.agree(entry)) {
      return false;
    }
    // Nothing vouches for the bit that says that an entry is a link, so it is not asked: the path
    // in
    // a link is no whole line.
    if (entry.isDirectory()) {
      return true;
    }
    Optional<InputStream> opened = opened(zip, entry);
    if (opened.isEmpty()) {
      return false;
    }
    try (InputStream in = opened.get()) {
      member(entry.getName(), in, budget);
    }
    return true;
  }

  private static Optional<InputStream> opened(ZipFile zip, ZipArchiveEntry entry) {
    try {
      return Optional.of(
          Unpacked.guarded(() -> new CheckedBytes(zip.getInputStream(entry), entry.getCrc())));
    } catch (IOException e) {
      return Optional.empty();
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
