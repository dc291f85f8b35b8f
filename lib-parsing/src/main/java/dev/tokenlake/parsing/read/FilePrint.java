package dev.tokenlake.parsing.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What tells the beginning of a file from that of another, without reading all of it: hashes of its
 * first and its last bytes. Logs are only ever appended to, and hold ids and times that no other
 * log has, so both ends and the length tell them apart. A change between the two that keeps the
 * length is not seen.
 *
 * @param bytes length of the beginning this is a print of
 * @param head SHA-256, in hexadecimal, of its first {@value #WINDOW} bytes, or of all there are
 * @param tail SHA-256, in hexadecimal, of its last {@value #WINDOW} bytes, or of all there are
 */
public record FilePrint(long bytes, String head, String tail) {
  /**
   * Bytes looked at on either end: what a page or two hold, so that prints cost next to nothing.
   */
  public static final int WINDOW = 1 << 14;

  private static final int HEX_LENGTH = 64;

  public FilePrint {
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(tail, "tail");
    if (bytes < 0 || head.length() != HEX_LENGTH || tail.length() != HEX_LENGTH) {
      throw new IllegalArgumentException(
          "Invalid print of %d bytes: %s, %s".formatted(bytes, head, tail));
    }
  }

  /**
   * Print of the first bytes of a file.
   *
   * @throws EOFException when the file is shorter
   * @throws IOException when it is no regular file or cannot be read
   */
  public static FilePrint of(Path file, long bytes) throws IOException {
    try (RawFile raw = RawFile.open(file)) {
      return of(raw.channel(), bytes);
    }
  }

  static FilePrint of(FileChannel channel, long bytes) throws IOException {
    int window = (int) Math.min(bytes, WINDOW);
    return new FilePrint(bytes, hash(channel, 0, window), hash(channel, bytes - window, window));
  }

  /**
   * Whether a file still begins with the bytes this is a print of, as far as it tells.
   *
   * @throws IOException when it is no regular file or cannot be read: it has changed, then
   */
  public boolean stillBegins(Path file) throws IOException {
    try (RawFile raw = RawFile.open(file)) {
      return stillBegins(raw.channel());
    }
  }

  boolean stillBegins(FileChannel channel) throws IOException {
    try {
      return channel.size() >= bytes && equals(of(channel, bytes));
    } catch (EOFException e) {
      return false;
    }
  }

  private static String hash(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer window = ByteBuffer.allocate(length);
    while (window.hasRemaining()) {
      if (channel.read(window, from + window.position()) < 0) {
        throw new EOFException("The file is shorter than its print");
      }
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(window.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
