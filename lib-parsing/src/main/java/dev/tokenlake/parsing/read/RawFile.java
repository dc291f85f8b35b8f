package dev.tokenlake.parsing.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file up to the length it had when it was opened. */
final class RawFile extends InputStream {
  private final FileChannel channel;
  private final long size;
  private long left;

  private RawFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    this.left = size;
  }

  static RawFile open(Path path) throws IOException {
    // To open a FIFO would be to wait for somebody to write into it.
    if (!Files.isRegularFile(path)) {
      throw new ReadFailure(RejectReason.UNREADABLE_FILE);
    }
    return new RawFile(FileChannel.open(path, StandardOpenOption.READ));
  }

  /** Length at the time it was opened. */
  long size() {
    return size;
  }

  /** Print of all it held when it was opened. */
  FilePrint print() throws IOException {
    return FilePrint.of(channel, size);
  }

  /** Goes to a byte, from which on the rest is read. */
  void skipTo(long offset) throws IOException {
    channel.position(offset);
    left = size - offset;
  }

  FileChannel channel() {
    return channel;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int wanted = (int) Math.min(length, left);
    int read;
    try {
      read = channel.read(ByteBuffer.wrap(bytes, offset, wanted));
    } catch (IOException e) {
      throw new ReadFailure(RejectReason.UNREADABLE_FILE);
    }
    if (read < 0) {
      // It has been cut since.
      throw new ReadFailure(RejectReason.UNREADABLE_FILE);
    }
    left -= read;
    return read;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
