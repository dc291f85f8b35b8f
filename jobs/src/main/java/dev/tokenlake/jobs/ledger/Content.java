package dev.tokenlake.jobs.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Fingerprint of the beginning of a file, over all its bytes: checking one costs reading them,
 * which is many times cheaper than parsing them. Guards against accident, not against malice.
 *
 * @param bytes length of the beginning
 * @param crc32c checksum over it
 */
public record Content(long bytes, long crc32c) {
  private static final int BUFFER_BYTES = 1 << 16;

  public Content {
    if (bytes < 0 || crc32c < 0 || crc32c > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("Invalid fingerprint of %d bytes".formatted(bytes));
    }
  }

  /**
   * Fingerprint of the first bytes of a file.
   *
   * @throws IOException when it is shorter or cannot be read
   */
  static Content of(Path file, long bytes) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("Not a regular file");
    }
    CRC32C checksum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long left = bytes;
      while (left > 0) {
        buffer.clear().limit((int) Math.min(left, BUFFER_BYTES));
        int read = channel.read(buffer);
        if (read < 0) {
          throw new IOException("Shorter than expected");
        }
        checksum.update(buffer.flip());
        left -= read;
      }
    }
    return new Content(bytes, checksum.getValue());
  }

  /** Whether a file begins with it; false when that cannot be found out. */
  boolean begins(Path file) {
    try {
      return equals(of(file, bytes));
    } catch (IOException e) {
      return false;
    }
  }
}
