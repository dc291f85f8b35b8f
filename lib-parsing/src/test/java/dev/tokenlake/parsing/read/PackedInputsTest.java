package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packed logs and packed folders, whole and damaged. */
class PackedInputsTest {
  private static final int FLIPS = 1000;
  private static final int CUTS = 100;

  @TempDir private Path folder;

  private static byte[] log() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      log.append(SampleLines.USER).append('\n');
      log.append(SampleLines.ASSISTANT.replace("msg_1", "msg_" + i)).append('\n');
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  private RecordingSink read(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes);
    List<LogInput> inputs = new LogFinder().find(List.of(new ArchiveRoot("s", file))).inputs();
    assertThat(inputs).hasSize(1);
    RecordingSink sink = new RecordingSink();
    new LogReader().read(inputs.get(0), sink);
    return sink;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zstd(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
      zstd.setChecksum(true);
      zstd.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] tar(byte[] log) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      member(tar, "./projects/-p/S1.jsonl", log);
      member(tar, "../../../etc/passwd.jsonl", log);
      member(tar, "/abs\n/-x.jsonl", log);
      member(tar, "history.jsonl", log);
      member(tar, "notes.txt", log);
      member(tar, "projects/-p/S1/subagents/agent-a1.jsonl.gz", gzip(log));
      member(tar, "projects/-p/" + "n".repeat(240) + ".jsonl.zst", zstd(log));
      TarArchiveEntry link = new TarArchiveEntry("link.jsonl", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      TarArchiveEntry fifo = new TarArchiveEntry("fifo.jsonl", TarConstants.LF_FIFO);
      tar.putArchiveEntry(fifo);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  private static void member(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static byte[] zip(byte[] log) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      for (String name : List.of("projects/-p/S1.jsonl", "../../../etc/passwd.jsonl")) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(log);
        zip.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  @Test
  void packedLogGivesWhatThePlainOneGives() throws IOException {
    byte[] log = log();
    RecordingSink.Told plain = read("a.jsonl", log).only();
    for (RecordingSink.Told packed :
        List.of(read("a.jsonl.gz", gzip(log)).only(), read("a.jsonl.zst", zstd(log)).only())) {
      assertThat(packed.entries).isEqualTo(plain.entries).hasSize(40);
      assertThat(packed.outcome).isEqualTo(plain.outcome);
    }
  }

  @Test
  void severalGzipStreamsInOneFileAreOneLog() throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(gzip(log()));
    joined.writeBytes(gzip(log()));
    assertThat(read("a.jsonl.gz", joined.toByteArray()).only().entries).hasSize(80);
  }

  @Test
  void packedFolderIsReadMemberByMemberAndItsNamesAreLabelsOnly() throws IOException {
    byte[] log = log();
    byte[] tar = tar(log);
    RecordingSink.Told plain = read("a.jsonl", log).only();
    for (RecordingSink sink :
        List.of(
            read("b.tar", tar),
            read("b.tar.gz", gzip(tar)),
            read("b.tgz", gzip(tar)),
            read("b.tar.zst", zstd(tar)),
            read("b.tzst", zstd(tar)))) {
      assertThat(sink.files).hasSize(5);
      assertThat(sink.files).allSatisfy(f -> assertThat(f.entries).isEqualTo(plain.entries));
      assertThat(sink.files).allSatisfy(f -> assertThat(f.outcome).isEqualTo(plain.outcome));
      assertThat(sink.files.stream().map(f -> f.file.name().replaceAll("^b[^!]*", "")))
          .containsExactly(
              "!/projects/-p/S1.jsonl",
              "!/../../../etc/passwd.jsonl",
              "!//abs%0A/-x.jsonl",
              "!/projects/-p/S1/subagents/agent-a1.jsonl.gz",
              "!/projects/-p/" + "n".repeat(240) + ".jsonl.zst");
      assertThat(sink.files.get(3).file.kind()).isEqualTo(FileKind.SUBAGENT);
    }
    RecordingSink zipped = read("c.zip", zip(log));
    assertThat(zipped.files).hasSize(2);
    assertThat(zipped.files).allSatisfy(f -> assertThat(f.entries).isEqualTo(plain.entries));
    try (var files = Files.list(folder)) {
      assertThat(files.filter(f -> f.getFileName().toString().contains("passwd"))).isEmpty();
    }
  }

  @Test
  void noFlippedBitAndNoCutOfAPackedLogGoesUnnoticed() throws IOException {
    byte[] log = log();
    RecordingSink.Told plain = read("a.jsonl", log).only();
    Random random = new Random(8);
    int noticed = 0;
    for (byte[] packed : List.of(gzip(log), zstd(log))) {
      String name = packed[0] == 0x1F ? "d.jsonl.gz" : "d.jsonl.zst";
      for (int i = 0; i < FLIPS + CUTS; i++) {
        byte[] damaged =
            i < FLIPS
                ? flipped(packed, random)
                : java.util.Arrays.copyOf(packed, random.nextInt(packed.length));
        noticed += isNoticed(read(name, damaged), List.of(plain)) ? 1 : 0;
      }
    }
    assertThat(noticed).isGreaterThan(2 * CUTS + FLIPS);
  }

  @Test
  void noFlippedBitAndNoCutOfAPackedFolderGoesUnnoticed() throws IOException {
    byte[] log = log();
    Random random = new Random(9);
    int noticed = 0;
    for (String name : List.of("e.tar.gz", "e.tar.zst", "e.zip")) {
      byte[] packed =
          switch (name) {
            case "e.tar.gz" -> gzip(tar(log));
            case "e.tar.zst" -> zstd(tar(log));
            default -> zip(log);
          };
      List<RecordingSink.Told> whole = read(name, packed).files;
      for (int i = 0; i < 300; i++) {
        byte[] damaged =
            i < 250
                ? flipped(packed, random)
                : java.util.Arrays.copyOf(packed, random.nextInt(packed.length));
        // Names and folders of a zip have no checksum: those flips may rename a member.
        boolean isNoticed = isNoticed(read(name, damaged), whole);
        noticed += isNoticed ? 1 : 0;
      }
    }
    assertThat(noticed).isGreaterThan(600);
  }

  /** Fails when damage changed what was read and nothing says so. */
  private static boolean isNoticed(RecordingSink sink, List<RecordingSink.Told> whole) {
    boolean refused = sink.files.stream().anyMatch(f -> !f.rejects.isEmpty());
    if (!refused && sink.files.size() == whole.size()) {
      for (int i = 0; i < whole.size(); i++) {
        assertThat(sink.files.get(i).entries).isEqualTo(whole.get(i).entries);
      }
    }
    return refused;
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  @Test
  void whatCameBeforeTheDamageIsKept() throws IOException {
    Random random = new Random(1);
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      log.append("{\"type\":\"user\",\"uuid\":\"").append(random.nextLong()).append("\"}\n");
    }
    byte[] packed = gzip(log.toString().getBytes(StandardCharsets.UTF_8));
    byte[] cut = java.util.Arrays.copyOf(packed, packed.length / 2);
    RecordingSink.Told told = read("f.jsonl.gz", cut).only();
    assertThat(told.reasons()).containsExactly(RejectReason.DAMAGED_ARCHIVE);
    assertThat(told.entries.size()).isBetween(1000, 4000);
    assertThat(told.outcome.rejected()).isZero();
  }

  @Test
  void archiveThatIsNoneIsRefusedUnderItsOwnName() throws IOException {
    for (String name : List.of("g.tar.gz", "g.zip", "g.tar.zst", "g.jsonl.gz", "g.tar")) {
      RecordingSink sink =
          read(name, "no archive at all".repeat(99).getBytes(StandardCharsets.UTF_8));
      assertThat(sink.only().file.name()).isEqualTo(name);
      assertThat(sink.only().reasons()).containsExactly(RejectReason.DAMAGED_ARCHIVE);
    }
  }

  @Test
  void bombIsRefusedAndALogThatPacksWellIsNot() throws IOException {
    byte[] chunk = "{\"type\":\"x\",\"a\":\"".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
      zstd.write(chunk);
      byte[] filler = new byte[1 << 20];
      java.util.Arrays.fill(filler, (byte) 'x');
      for (int i = 0; i < 1100; i++) {
        zstd.write(filler);
      }
      zstd.write("\"}\n".getBytes(StandardCharsets.UTF_8));
    }
    // Packed to less than a thousandth, and beyond a gigabyte.
    assertThat(out.size()).isLessThan(1_100_000);
    RecordingSink.Told told = read("h.jsonl.zst", out.toByteArray()).only();
    assertThat(told.reasons()).containsExactly(RejectReason.TOO_LARGE_UNPACKED);
    assertThat(told.outcome.lines()).isZero();
  }
}
