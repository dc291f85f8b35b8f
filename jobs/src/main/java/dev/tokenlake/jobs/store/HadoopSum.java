package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.util.DataChecksum;

/**
 * The checksums that Hadoop keeps of a file in a hidden file beside it: a head, the bytes that each
 * is of, and a CRC-32 of every so many. Hadoop reads on without them when the head is damaged.
 */
final class HadoopSum {
  private static final byte[] HEAD = "crc\0".getBytes(StandardCharsets.ISO_8859_1);

  private HadoopSum() {}

  /** Whether both say the same. */
  static boolean fits(Place file, Place sum) {
    byte[] bytes = file.read();
    ByteBuffer sums = ByteBuffer.wrap(sum.read());
    byte[] head = new byte[HEAD.length];
    if (sums.remaining() < HEAD.length + Integer.BYTES) {
      return false;
    }
    sums.get(head);
    int chunk = sums.getInt();
    if (!Arrays.equals(head, HEAD) || chunk < 1) {
      return false;
    }
    long chunks = (bytes.length + (long) chunk - 1) / chunk;
    if (sums.remaining() != chunks * Integer.BYTES) {
      return false;
    }
    try {
      DataChecksum.newDataChecksum(DataChecksum.Type.CRC32, chunk)
          .verifyChunkedSums(ByteBuffer.wrap(bytes), sums, file.name(), 0);
      return true;
    } catch (ChecksumException e) {
      return false;
    }
  }
}
