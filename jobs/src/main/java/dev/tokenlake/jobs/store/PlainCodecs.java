package dev.tokenlake.jobs.store;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopCodecs;

/**
 * Codecs for reading, of which zstd is plain Java: Parquet's own would be unpacked into a temporary
 * file first, for which a reader of a lake has no place.
 */
final class PlainCodecs implements CompressionCodecFactory {
  private final CompressionCodecFactory others;

  PlainCodecs(ParquetConfiguration configuration) {
    others = HadoopCodecs.newFactory(configuration, 0);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return others.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return codec == CompressionCodecName.ZSTD ? new Zstd() : others.getDecompressor(codec);
  }

  @Override
  public void release() {
    others.release();
  }

  private static final class Zstd implements BytesInputDecompressor {
    private final ZstdDecompressor zstd = new ZstdDecompressor();

    @Override
    public BytesInput decompress(BytesInput compressed, int size) throws IOException {
      byte[] from = compressed.toInputStream().readAllBytes();
      byte[] to = new byte[size];
      try {
        int length = zstd.decompress(from, 0, from.length, to, 0, size);
        return BytesInput.from(to, 0, length);
      } catch (MalformedInputException e) {
        throw new IOException("Not zstd", e);
      }
    }

    @Override
    public void decompress(ByteBuffer from, int compressedSize, ByteBuffer to, int size)
        throws IOException {
      ByteBuffer compressed = from.slice();
      compressed.limit(compressedSize);
      try {
        zstd.decompress(compressed, to);
      } catch (MalformedInputException e) {
        throw new IOException("Not zstd", e);
      }
      from.position(from.position() + compressedSize);
    }

    @Override
    public void release() {}
  }
}
