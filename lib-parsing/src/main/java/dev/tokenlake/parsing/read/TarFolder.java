package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.LogInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A tar, packed itself or not. */
final class TarFolder extends PackedFolder {
  private final InputStream unpacked;
  private final HeaderGuard guard;
  private final TarArchiveInputStream tar;

  TarFolder(LogInput input, RawFile raw, LogScan scan, EntrySink sink) throws IOException {
    super(input, raw.size(), scan, sink);
    unpacked = Unpacked.of(raw, input.packing(), budget);
    guard = new HeaderGuard(unpacked);
    tar = new TarArchiveInputStream(guard, "UTF-8");
  }

  @Override
  boolean next() throws IOException {
    guard.beginHeader();
    TarArchiveEntry entry = Unpacked.guarded(tar::getNextEntry);
    guard.endHeader();
    if (entry == null) {
      // The checksum stands at the very end, behind where a tar is over.
      unpacked.transferTo(OutputStream.nullOutputStream());
      return false;
    }
    if (isPlain(entry)) {
      member(entry.getName(), tar);
    }
    // What is left of the member is none of the next header.
    Unpacked.guarded(() -> tar.transferTo(OutputStream.nullOutputStream()));
    return true;
  }

  private static boolean isPlain(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isLink()
        && !entry.isSymbolicLink()
        && !entry.isFIFO()
        && !entry.isCharacterDevice()
        && !entry.isBlockDevice();
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }
}
