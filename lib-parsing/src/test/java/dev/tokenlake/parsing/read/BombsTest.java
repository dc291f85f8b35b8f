package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.entry.UserEntry;
import dev.tokenlake.parsing.testing.ChildJvm;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files that unpack to very much, in processes with little memory. */
class BombsTest {
  private static final String HEAD =
      "{\"type\":\"user\",\"sessionId\":\"S\",\"message\":{\"content\":\"";
  private static final String TAIL = "\"},\"uuid\":\"U\"}\n";
  private static final long MEGABYTE = 1_000_000;

  @TempDir private Path folder;

  /** One log with one line of some size between two others, packed. */
  private Path longLine(long length, byte[] filler) throws IOException {
    Path file = folder.resolve("long.jsonl.gz");
    try (OutputStream out = gzip(file)) {
      out.write((SampleLines.USER + "\n" + HEAD).getBytes(StandardCharsets.UTF_8));
      for (long left = length; left > 0; left -= filler.length) {
        out.write(filler, 0, (int) Math.min(left, filler.length));
      }
      out.write((TAIL + SampleLines.USER + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static OutputStream gzip(Path file) throws IOException {
    return new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), 1 << 16);
  }

  private static byte[] oneLetter() {
    byte[] filler = new byte[1 << 16];
    Arrays.fill(filler, (byte) 'x');
    return filler;
  }

  private static byte[] counting() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append(i * 7919).append(' ').append("-".repeat(300));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String told(Path file) throws IOException, InterruptedException {
    ChildJvm.Result result = new ChildJvm().heap("128m").run(BombsTest.class, file.toString());
    assertThat(result.exit()).as(result.said()).isZero();
    return result.said().strip();
  }

  /** Reads an input in a process of its own and says what was told of it. */
  public static void main(String[] args) {
    RecordingSink sink = new RecordingSink();
    new LogReader()
        .read(
            new LogFinder().find(List.of(new ArchiveRoot("s", Path.of(args[0])))).inputs().get(0),
            sink);
    for (RecordingSink.Told file : sink.files) {
      System.out.printf(
          "%s %s %s%n",
          file.file.name(),
          file.entries(UserEntry.class).stream().map(UserEntry::contentBytes).toList(),
          file.rejects.stream().map(reject -> reject.line() + " " + reject.reason()).toList());
    }
  }

  @Test
  void packedLineOf200MegabytesIsAnEntryOfItsSize() throws IOException, InterruptedException {
    Path file = longLine(200 * MEGABYTE, oneLetter());
    assertThat(Files.size(file)).isLessThan(MEGABYTE);
    assertThat(told(file)).isEqualTo("long.jsonl.gz [4, 200000002, 4] []");
  }

  @Test
  @Tag("slow")
  void packedLineOf2600MegabytesOfOneLetterIsOneRefusal() throws IOException, InterruptedException {
    Path file = longLine(2_600 * MEGABYTE, oneLetter());
    assertThat(Files.size(file)).isBetween(2 * MEGABYTE, 2_600_000L);
    assertThat(told(file)).isEqualTo("long.jsonl.gz [4] [0 TOO_LARGE_UNPACKED]");
  }

  @Test
  @Tag("slow")
  void packedLineOf2600MegabytesOfTextIsAnEntryOfItsSize()
      throws IOException, InterruptedException {
    Path file = longLine(2_600 * MEGABYTE, counting());
    assertThat(Files.size(file)).isGreaterThan(3 * MEGABYTE);
    assertThat(told(file)).isEqualTo("long.jsonl.gz [4, 2600000002, 4] []");
  }

  @Test
  void tarHeadersOfHundredsOfMegabytesAreRefused() throws IOException, InterruptedException {
    for (byte kind :
        List.of(
            TarConstants.LF_GNUTYPE_LONGNAME,
            TarConstants.LF_GNUTYPE_LONGLINK,
            TarConstants.LF_PAX_EXTENDED_HEADER_LC)) {
      Path file = folder.resolve("header.tar.gz");
      long size = 300 * MEGABYTE;
      try (TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip(file), "UTF-8")) {
        byte[] log = (SampleLines.USER + "\n").getBytes(StandardCharsets.UTF_8);
        member(tar, new TarArchiveEntry("before.jsonl"), log, log.length);
        byte[] filler = oneLetter();
        if (kind == TarConstants.LF_PAX_EXTENDED_HEADER_LC) {
          byte[] key = (size + " path=").getBytes(StandardCharsets.UTF_8);
          System.arraycopy(key, 0, filler, 0, key.length);
        }
        member(tar, new TarArchiveEntry("././@LongLink", kind), filler, size);
        member(tar, new TarArchiveEntry("behind.jsonl"), log, log.length);
      }
      assertThat(Files.size(file)).isLessThan(MEGABYTE);
      assertThat(told(file))
          .as("header of kind %c", kind)
          .isEqualTo("header.tar.gz!/before.jsonl [4] []\nheader.tar.gz [] [0 DAMAGED_ARCHIVE]");
    }
  }

  private static void member(
      TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] filler, long size)
      throws IOException {
    entry.setSize(size);
    tar.putArchiveEntry(entry);
    for (long left = size; left > 0; left -= filler.length) {
      tar.write(filler, 0, (int) Math.min(left, filler.length));
    }
    tar.closeArchiveEntry();
  }
}
