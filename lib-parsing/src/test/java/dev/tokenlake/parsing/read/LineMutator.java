package dev.tokenlake.parsing.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Damages lines in the ways logs, disks and enemies do. */
final class LineMutator {
  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "\\\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          " ",
          "\t",
          "\r",
          "\0",
          "\u0001",
          "{\"type\":",
          "{\"parentUuid\":",
          "}{",
          "\uFEFF",
          "é");
  private static final List<String> MEMBERS =
      List.of(
          "\"usage\":{\"output_tokens\":5},",
          "\"type\":\"assistant\",",
          "\"message\":null,",
          "\"message\":{},",
          "\"us\\u0061ge\":1,",
          "\"ty\\u0070e\":\"user\",",
          "\"cwd\":\"C:\\\\x\",",
          "\"iterations\":null,",
          "\"iterations\":[{}],",
          "\"isMeta\":true,",
          "\"sessionId\":\"\",",
          "\"content\":[],",
          "\"content\":null,",
          "\"costUSD\":0.25,",
          "\"uuid\":7,",
          "\"\\ud83d\\ude00\":1,",
          "\"x\":\"\\ud83d\",",
          "\"isSidechain\":\"true\",",
          "\"error\":{},",
          "\"timestamp\":\"2024-02-30T00:00:00Z\",",
          "\"timestamp\":\"1999-12-31T23:59:59Z\",",
          "\"timestamp\":\"2024-02-29T23:59:60Z\",",
          "\"data\":{\"message\":{}},",
          "\"data\":3,",
          "\"forkedFrom\":{\"sessionId\":\"S\"},",
          "\"stop_details\":{\"category\":\"c\"},",
          "");
  private static final List<String> TEXTS =
      List.of(
          "\\u0061",
          "\\ud800",
          "\\u12G4",
          "\\q",
          "\u2028",
          "\u0085",
          "\uFEFF",
          "\uFFFD",
          "é",
          "😀",
          "\u0001",
          "\0",
          "\r",
          "<command-name>",
          "\\\"usage\\\":{",
          "\\\\",
          "\\n");
  private static final List<String> NUMBERS =
      List.of(
          "-1",
          "1.5",
          "1e3",
          "1e19",
          "01",
          "-0",
          "\"7\"",
          "\"x\"",
          "9007199254740993",
          "1E-400",
          "null",
          "true",
          "{}",
          "[1]",
          "0.1e1",
          "123456789012345678901234567890",
          "2.",
          "+1",
          "5 ");

  private final Random random;
  private final List<byte[]> lines;

  LineMutator(long seed, List<byte[]> lines) {
    this.random = new Random(seed);
    this.lines = lines;
  }

  /** The next line: one of those given, changed in one place or a few. Holds no newline. */
  byte[] next() {
    byte[] line = any();
    int changes = random.nextInt(4) == 0 ? 3 : 1;
    for (int i = 0; i < changes; i++) {
      line = mutated(line);
    }
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == '\n' ? (byte) ' ' : line[i];
    }
    return line;
  }

  private byte[] any() {
    return lines.get(random.nextInt(lines.size())).clone();
  }

  private byte[] mutated(byte[] line) {
    int at = random.nextInt(line.length + 1);
    int to = Math.min(line.length, at + random.nextInt(12));
    return switch (random.nextInt(16)) {
      case 0 -> flipped(line);
      case 1 -> joined(part(line, 0, at), part(line, to, line.length));
      case 2 -> joined(part(line, 0, to), part(line, at, line.length));
      case 3 -> joined(part(line, 0, at), one(PIECES), part(line, at, line.length));
      case 4 -> joined(part(line, 0, at), any());
      case 5 -> part(line, 0, at);
      case 6 -> joined(line, any());
      case 7, 8, 9, 10 -> behind(line, at, ",{", one(MEMBERS));
      case 11, 12 -> behind(line, at, "abcdefghijklmnopqrstuvwxyz", one(TEXTS));
      default -> {
        int digit = place(line, at, "0123456789");
        int end = digit;
        while (end < line.length && line[end] >= '0' && line[end] <= '9') {
          end++;
        }
        yield joined(part(line, 0, digit), one(NUMBERS), part(line, end, line.length));
      }
    };
  }

  private static byte[] behind(byte[] line, int from, String bytes, byte[] piece) {
    int place = Math.min(line.length, place(line, from, bytes) + 1);
    return joined(part(line, 0, place), piece, part(line, place, line.length));
  }

  private byte[] flipped(byte[] line) {
    if (line.length > 0) {
      line[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return line;
  }

  private byte[] one(List<String> pieces) {
    return pieces.get(random.nextInt(pieces.size())).getBytes(StandardCharsets.UTF_8);
  }

  /** The first of some bytes from a place on. */
  private static int place(byte[] line, int from, String bytes) {
    int at = from;
    while (at < line.length && (line[at] < 0 || bytes.indexOf(line[at]) < 0)) {
      at++;
    }
    return at;
  }

  private static byte[] part(byte[] line, int from, int to) {
    return java.util.Arrays.copyOfRange(
        line, Math.min(from, line.length), Math.min(to, line.length));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
