package dev.tokenlake.parsing.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes of a tar, of which headers may take only so many: a long name is held in memory, and a
 * packed one may be as long as its writer likes.
 */
final class HeaderGuard extends FilterInputStream {
  private static final long MOST_OF_A_HEADER = 1 << 20;

  private long left = Long.MAX_VALUE;

  HeaderGuard(InputStream in) {
    super(in);
  }

  /** What follows is a header. */
  void beginHeader() {
    left = MOST_OF_A_HEADER;
  }

  /** The header is over. */
  void endHeader() {
    left = Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    left -= Math.max(read, 0);
    if (left < 0) {
      throw new ReadFailure(RejectReason.DAMAGED_ARCHIVE);
    }
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    return wanted <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(wanted, 8192)]));
  }
}
