package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.LogInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip. */
final class ZipFolder extends PackedFolder {
  private final ZipHeaders headers;
  private final ZipFile zip;
  private final Iterator<ZipArchiveEntry> entries;
  private long missing;
  private boolean damaged;

  ZipFolder(LogInput input, RawFile raw, LogScan scan, EntrySink sink) throws IOException {
    super(input, raw.size(), scan, sink);
    headers = new ZipHeaders(raw.channel());
    missing = headers.count();
    zip =
        Unpacked.guarded(
            () ->
                ZipFile.builder()
                    .setSeekableByteChannel(raw.channel())
                    .setUseUnicodeExtraFields(false)
                    .get());
    entries = zip.getEntriesInPhysicalOrder().asIterator();
  }

  @Override
  boolean next() throws IOException {
    if (entries.hasNext()) {
      missing--;
      damaged |= !read(entries.next());
      return true;
    }
    if (damaged || missing != 0) {
      throw new ReadFailure(RejectReason.DAMAGED_ARCHIVE);
    }
    return false;
  }

  /** Reads a member; false when it cannot even be begun with. */
  private boolean read(ZipArchiveEntry entry) throws IOException {
    if (!headers.agree(entry)) {
      return false;
    }
    // Nothing vouches for the bit that says that an entry is a link, so it is not asked: the path
    // in a link is no whole line.
    if (entry.isDirectory()) {
      return true;
    }
    Optional<InputStream> opened = opened(entry);
    if (opened.isEmpty()) {
      return false;
    }
    try (InputStream in = opened.get()) {
      member(entry.getName(), in);
    }
    return true;
  }

  private Optional<InputStream> opened(ZipArchiveEntry entry) {
    try {
      return Optional.of(
          Unpacked.guarded(() -> new CheckedBytes(zip.getInputStream(entry), entry.getCrc())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
