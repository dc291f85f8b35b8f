package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed logs and packed folders, whole and damaged. */
class PackedInputsTest {
  @TempDir private Path folder;

  private RecordingSink read(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes);
    List<LogInput> inputs = new LogFinder().find(List.of(new ArchiveRoot("s", file))).inputs();
    assertThat(inputs).hasSize(1);
    RecordingSink sink = new RecordingSink();
    new LogReader().read(inputs.get(0), sink);
    return sink;
  }

  @Test
  void packedLogGivesWhatThePlainOneGives() throws IOException {
    byte[] log = Packs.log(20);
    RecordingSink.Told plain = read("a.jsonl", log).only();
    for (RecordingSink.Told packed :
        List.of(
            read("a.jsonl.gz", Packs.gzip(log)).only(),
            read("a.jsonl.zst", Packs.zstd(log)).only())) {
      assertThat(packed.entries).isEqualTo(plain.entries).hasSize(40);
      assertThat(packed.outcome).isEqualTo(plain.outcome);
    }
  }

  @Test
  void severalGzipStreamsInOneFileAreOneLog() throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(Packs.gzip(Packs.log(20)));
    joined.writeBytes(Packs.gzip(Packs.log(20)));
    assertThat(read("a.jsonl.gz", joined.toByteArray()).only().entries).hasSize(80);
  }

  @Test
  void severalZstdFramesInOneFileAreOneLog() throws IOException {
    byte[] large = Packs.log(400);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < 5; i++) {
      joined.writeBytes(Packs.zstd(large));
      joined.writeBytes(Packs.zstd(Packs.log(1)));
    }
    assertThat(read("a.jsonl.zst", joined.toByteArray()).only().entries).hasSize(5 * 802);
  }

  /** Of what a buffer holds, exactly as much as some, and a byte less or more. */
  @ParameterizedTest
  @ValueSource(ints = {(1 << 16) - 1, 1 << 16, (1 << 16) + 1, 1 << 17, 10 << 16})
  void aZstdFrameMayEndWhereABufferDoes(int size) throws IOException {
    byte[] log = Arrays.copyOf(Packs.log(20), size);
    Arrays.fill(log, Packs.log(20).length, size, (byte) '\n');

    RecordingSink.Told packed = read("a.jsonl.zst", Packs.zstd(log)).only();

    assertThat(packed.rejects).isEmpty();
    assertThat(packed.entries).hasSize(40);
    assertThat(packed.outcome).isEqualTo(read("a.jsonl", log).only().outcome);
  }

  @Test
  void packedFolderIsReadMemberByMemberAndItsNamesAreLabelsOnly() throws IOException {
    byte[] log = Packs.log(20);
    byte[] tar = Packs.tar(log);
    RecordingSink.Told plain = read("a.jsonl", log).only();
    for (RecordingSink sink :
        List.of(
            read("b.tar", tar),
            read("b.tar.gz", Packs.gzip(tar)),
            read("b.tgz", Packs.gzip(tar)),
            read("b.tar.zst", Packs.zstd(tar)),
            read("b.tzst", Packs.zstd(tar)))) {
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
    RecordingSink zipped = read("c.zip", Packs.zip(log));
    assertThat(zipped.files).hasSize(3);
    assertThat(zipped.files).allSatisfy(f -> assertThat(f.entries).isEqualTo(plain.entries));
    try (var files = Files.list(folder)) {
      assertThat(files.filter(f -> f.getFileName().toString().contains("passwd"))).isEmpty();
    }
  }

  @Test
  void aPackedLogStoredAsItIsInAZipIsReadWhole() throws IOException {
    byte[] log = Packs.log(300);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      byte[] packed = Packs.gzip(log);
      CRC32 sum = new CRC32();
      sum.update(packed);
      ZipArchiveEntry entry = new ZipArchiveEntry("a.jsonl.gz");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(packed.length);
      entry.setCrc(sum.getValue());
      zip.putArchiveEntry(entry);
      zip.write(packed);
      zip.closeArchiveEntry();
    }

    RecordingSink.Told told = read("stored.zip", out.toByteArray()).only();

    assertThat(told.reasons()).isEmpty();
    assertThat(told.entries).hasSize(600);
  }

  @Test
  void whatCameBeforeTheDamageIsKept() throws IOException {
    Random random = new Random(1);
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      log.append("{\"type\":\"user\",\"uuid\":\"").append(random.nextLong()).append("\"}\n");
    }
    byte[] packed = Packs.gzip(log.toString().getBytes(StandardCharsets.UTF_8));
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
