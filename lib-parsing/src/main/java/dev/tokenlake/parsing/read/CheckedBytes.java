package dev.tokenlake.parsing.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** Bytes whose checksum is known, and looked at when they are over. */
final class CheckedBytes extends CheckedInputStream {
  private final long expected;

  CheckedBytes(InputStream in, long expected) {
    super(in, new CRC32());
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return checked(super.read(bytes, offset, length));
  }

  private int checked(int read) throws ReadFailure {
    if (read < 0 && getChecksum().getValue() != expected) {
      throw new ReadFailure(RejectReason.DAMAGED_ARCHIVE);
    }
    return read;
  }

  /** Bytes that were read twice would count twice. */
  @Override
  public boolean markSupported() {
    return false;
  }
}
