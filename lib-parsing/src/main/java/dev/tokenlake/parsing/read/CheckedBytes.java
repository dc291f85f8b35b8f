package dev.tokenlake.parsing.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** Bytes whose checksum is known, and looked at when they are over. */
final class CheckedBytes extends FilterInputStream {
  private static final int SKIPPED_AT_ONCE = 1 << 13;

  private final CRC32 sum = new CRC32();
  private final long expected;

  CheckedBytes(InputStream in, long expected) {
    super(in);
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      sum.update(bytes, offset, read);
    } else if (read < 0 && sum.getValue() != expected) {
      throw new ReadFailure(RejectReason.DAMAGED_ARCHIVE);
    }
    return read;
  }

  /** What is skipped counts too. */
  @Override
  public long skip(long bytes) throws IOException {
    return readNBytes((int) Math.max(0, Math.min(bytes, SKIPPED_AT_ONCE))).length;
  }

  /** Bytes that were read twice would count twice. */
  @Override
  public boolean markSupported() {
    return false;
  }
}
