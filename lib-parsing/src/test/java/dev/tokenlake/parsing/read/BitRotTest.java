package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFinder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged bits of packed inputs: whatever is read of them is what was packed, or it is told that
 * something is missing.
 */
class BitRotTest {
  private static final int FLIPS = 1000;
  private static final int CUTS = 100;
  private static final byte[] LOG = Packs.log(3);

  @TempDir private Path folder;

  private RecordingSink read(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    RecordingSink sink = new RecordingSink();
    new LogReader()
        .read(new LogFinder().find(List.of(new ArchiveRoot("s", file))).inputs().get(0), sink);
    return sink;
  }

  private static byte[] packed(String name) throws IOException {
    return switch (name) {
      case "a.jsonl.gz" -> Packs.gzip(LOG);
      case "two.jsonl.gz" -> twice(Packs.gzip(LOG));
      case "a.jsonl.zst" -> Packs.zstd(LOG);
      case "two.jsonl.zst" -> twice(Packs.zstd(LOG));
      case "a.tar.gz" -> Packs.gzip(Packs.tar(LOG));
      case "a.tar.zst" -> Packs.zstd(Packs.tar(LOG));
      default -> Packs.zip(LOG);
    };
  }

  private static byte[] twice(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes);
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jsonl.gz",
        "two.jsonl.gz",
        "a.jsonl.zst",
        "two.jsonl.zst",
        "a.tar.gz",
        "a.tar.zst",
        "a.zip"
      })
  void noneOfAThousandFlippedBitsGoesUnnoticed(String name) throws IOException {
    byte[] packed = packed(name);
    RecordingSink whole = read(name, packed);
    assertThat(whole.files).isNotEmpty().allMatch(file -> file.rejects.isEmpty());
    Random random = new Random(8);
    int noticed = 0;
    for (int i = 0; i < FLIPS; i++) {
      noticed += isNoticed(read(name, flipped(packed, random.nextInt(packed.length * 8))), whole);
    }
    // The rest hit what does not matter, such as the time in a header.
    assertThat(noticed).isGreaterThan(FLIPS * 3 / 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jsonl.gz",
        "two.jsonl.gz",
        "a.jsonl.zst",
        "two.jsonl.zst",
        "a.tar.gz",
        "a.tar.zst",
        "a.zip"
      })
  void noneOfAHundredCutsGoesUnnoticed(String name) throws IOException {
    byte[] packed = packed(name);
    RecordingSink whole = read(name, packed);
    Random random = new Random(9);
    for (int i = 0; i < CUTS; i++) {
      int length = i < 20 ? packed.length - 1 - i : random.nextInt(packed.length);
      if (name.startsWith("two") && length == packed.length / 2) {
        // Between two streams, nothing tells that one is missing.
        continue;
      }
      RecordingSink cut = read(name, Arrays.copyOf(packed, length));
      assertThat(isNoticed(cut, whole)).as("cut to %d of %d", length, packed.length).isEqualTo(1);
    }
  }

  @Test
  void noBitOfAZipGoesUnnoticed() throws IOException {
    byte[] packed =
        Packs.zip("{\"type\":\"user\",\"uuid\":\"u\"}\n".getBytes(StandardCharsets.UTF_8));
    RecordingSink whole = read("b.zip", packed);
    assertThat(whole.files).hasSize(3);
    int noticed = 0;
    for (int bit = 0; bit < packed.length * 8; bit++) {
      noticed += isNoticed(read("b.zip", flipped(packed, bit)), whole);
    }
    assertThat(noticed).isBetween(packed.length * 8 / 2, packed.length * 8);
  }

  /** 1 when something is refused; fails when nothing is and something else was read. */
  private static int isNoticed(RecordingSink damaged, RecordingSink whole) {
    if (damaged.files.stream().anyMatch(file -> !file.rejects.isEmpty())) {
      return 1;
    }
    assertThat(told(damaged)).isEqualTo(told(whole));
    return 0;
  }

  private static Map<String, List<Object>> told(RecordingSink sink) {
    Map<String, List<Object>> told = new TreeMap<>();
    sink.files.forEach(
        file -> told.put(file.file.name(), List.of(file.entries, file.seen, file.outcome)));
    return told;
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] copy = bytes.clone();
    copy[bit / 8] ^= (byte) (1 << bit % 8);
    return copy;
  }
}
