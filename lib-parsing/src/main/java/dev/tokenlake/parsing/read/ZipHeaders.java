package dev.tokenlake.parsing.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * Holds the directory of a zip against what stands elsewhere in it. The directory bears no
 * checksum, but its entries repeat the header in front of each member, and its end counts them.
 */
final class ZipHeaders {
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_LENGTH = 56;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_LENGTH = 20;

  /** Encrypted, sizes behind the member, and names in UTF-8. */
  private static final int FLAGS = 0b1000_0000_1001;

  private static final int SIZES_BEHIND = 0b1000;
  private static final int IN_64 = 0xFFFF;
  private static final long SIZE_IN_64 = 0xFFFFFFFFL;

  private final FileChannel channel;

  ZipHeaders(FileChannel channel) {
    this.channel = channel;
  }

  /** Whether the header in front of a member says what the directory does. */
  boolean agree(ZipArchiveEntry entry) throws IOException {
    byte[] name = entry.getRawName();
    long offset = entry.getLocalHeaderOffset();
    if (offset < 0 || offset + LOCAL_LENGTH + name.length > channel.size()) {
      return false;
    }
    ByteBuffer header = read(offset, LOCAL_LENGTH + name.length);
    int flags = header.getShort(6);
    return header.getInt(0) == LOCAL
        && (flags & FLAGS) == (entry.getRawFlag() & FLAGS)
        && header.getShort(8) == entry.getMethod()
        && ((flags & SIZES_BEHIND) != 0 || sizesAgree(header, entry))
        && Short.toUnsignedInt(header.getShort(26)) == name.length
        && header.slice(LOCAL_LENGTH, name.length).equals(ByteBuffer.wrap(name));
  }

  private static boolean sizesAgree(ByteBuffer header, ZipArchiveEntry entry) {
    long packed = Integer.toUnsignedLong(header.getInt(18));
    long size = Integer.toUnsignedLong(header.getInt(22));
    return Integer.toUnsignedLong(header.getInt(14)) == entry.getCrc()
        && (packed == SIZE_IN_64 || packed == entry.getCompressedSize())
        && (size == SIZE_IN_64 || size == entry.getSize());
  }

  /**
   * Members there are as the end of the directory says.
   *
   * @throws ReadFailure when there is no such end
   */
  long count() throws IOException {
    int length = (int) Math.min(channel.size(), END_LENGTH + LONGEST_COMMENT);
    long from = channel.size() - length;
    ByteBuffer tail = read(from, length);
    for (int at = length - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        int count = Short.toUnsignedInt(tail.getShort(at + 10));
        return count == IN_64 ? count64(from + at - LOCATOR_64_LENGTH) : count;
      }
    }
    throw damaged();
  }

  private long count64(long locator) throws IOException {
    if (locator < 0) {
      return IN_64;
    }
    ByteBuffer place = read(locator, LOCATOR_64_LENGTH);
    if (place.getInt(0) != LOCATOR_64) {
      return IN_64;
    }
    ByteBuffer end = read(place.getLong(8), END_64_LENGTH);
    if (end.getInt(0) != END_64) {
      throw damaged();
    }
    return end.getLong(32);
  }

  private ByteBuffer read(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (from < 0 || channel.read(bytes, from + bytes.position()) < 0) {
        throw damaged();
      }
    }
    return bytes;
  }

  private static ReadFailure damaged() {
    return new ReadFailure(RejectReason.DAMAGED_ARCHIVE);
  }
}
