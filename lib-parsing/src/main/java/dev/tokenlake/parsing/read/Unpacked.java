package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.Packing;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Bytes out of a decoder. Whatever goes wrong in the decoder is a {@link ReadFailure}, and so is
 * more output than any log packs into so few bytes.
 */
final class Unpacked extends InputStream {
  private static final int STEP = 2048;

  private final InputStream decoder;
  private final Budget budget;
  private Optional<IOException> failure = Optional.empty();

  private Unpacked(InputStream decoder, Budget budget) {
    this.decoder = decoder;
    this.budget = budget;
  }

  /** Reads what is packed in a stream, which closing leaves open. */
  static Unpacked of(InputStream packed, Packing packing, Budget budget) throws IOException {
    InputStream shielded =
        new FilterInputStream(packed) {
          @Override
          public void close() {
            // Another log may follow in it.
          }
        };
    return new Unpacked(guarded(() -> decoder(shielded, packing)), budget);
  }

  private static InputStream decoder(InputStream packed, Packing packing) throws IOException {
    return switch (packing) {
      case GZIP, TAR_GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(packed)
              .setDecompressConcatenated(true)
              .get();
      case ZSTD, TAR_ZSTD -> new ZstdBytes(packed);
      case NONE, TAR, ZIP -> packed;
    };
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int total = 0;
    // A decoder that fails keeps what it has unpacked in that call, so each call asks for little.
    while (failure.isEmpty() && total < length) {
      int read = step(bytes, offset + total, Math.min(STEP, length - total));
      if (read < 0) {
        break;
      }
      total += read;
    }
    if (total == 0 && failure.isPresent()) {
      throw failure.get();
    }
    return total == 0 && length > 0 ? -1 : total;
  }

  private int step(byte[] bytes, int offset, int length) {
    try {
      int read = guarded(() -> decoder.read(bytes, offset, length));
      budget.spend(Math.max(read, 0));
      return read;
    } catch (IOException e) {
      failure = Optional.of(e);
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }

  /** Runs a step of a decoder, which may fail in any way on bytes that are none of its own. */
  static <T> T guarded(Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (ReadFailure e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new ReadFailure(RejectReason.DAMAGED_ARCHIVE);
    }
  }

  /** A step of a decoder. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException;
  }

  /**
   * Bytes one input may unpack to. Real logs pack to a twentieth, texts of one letter to 1/1000.
   */
  static final class Budget {
    private static final long ALWAYS = 1L << 30;
    private static final long RATIO = 1000;

    private long left;

    /**
     * @param packed length of the input
     */
    Budget(long packed) {
      left = Math.max(ALWAYS, packed * RATIO);
    }

    private void spend(long bytes) throws ReadFailure {
      left -= bytes;
      if (left < 0) {
        throw new ReadFailure(RejectReason.TOO_LARGE_UNPACKED);
      }
    }
  }
}
