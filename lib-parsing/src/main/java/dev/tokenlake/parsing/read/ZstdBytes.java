package dev.tokenlake.parsing.read;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Unpacks zstd, frame after frame. The stream that comes with the codec takes a later frame that is
 * cut for the end of the file; this one does not.
 */
final class ZstdBytes extends InputStream {
  private static final int CHUNK = 1 << 16;

  private final InputStream packed;
  private final ZstdDecompressCtx decoder = new ZstdDecompressCtx();
  private final byte[] chunk = new byte[CHUNK];
  private final ByteBuffer source = ByteBuffer.allocateDirect(CHUNK).limit(0);
  private final ByteBuffer unpacked = ByteBuffer.allocateDirect(CHUNK).limit(0);

  /** Whether the decoder may hold more of a frame than there was room for. */
  private boolean wasFull;

  /** Whether a frame is yet to end; a file without any is none of zstd. */
  private boolean inFrame = true;

  ZstdBytes(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (!unpacked.hasRemaining()) {
      if (!wasFull && !source.hasRemaining() && !fill()) {
        if (inFrame) {
          throw new ReadFailure(RejectReason.DAMAGED_ARCHIVE);
        }
        return -1;
      }
      unpacked.clear();
      inFrame = !decoder.decompressDirectByteBufferStream(unpacked, source);
      // A frame that is over is out whole; asked again, the decoder would begin another.
      wasFull = inFrame && !unpacked.hasRemaining();
      unpacked.flip();
    }
    int read = Math.min(length, unpacked.remaining());
    unpacked.get(bytes, offset, read);
    return read;
  }

  private boolean fill() throws IOException {
    int read = packed.read(chunk, 0, CHUNK);
    if (read < 0) {
      return false;
    }
    source.clear();
    source.put(chunk, 0, read).flip();
    return true;
  }

  @Override
  public void close() throws IOException {
    decoder.close();
    packed.close();
  }
}
