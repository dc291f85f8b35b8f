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
          "true",
          "-1",
          "1.5",
          "1e3",
          "1e19",
          "01",
          "-0",
          "\"7\"",
          "9007199254740993",
          " ",
          "\t",
          "\r",
          "\0",
          "\u0001",
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
          "\"usage\":{",
          "\"usage\":{\"output_tokens\":5},",
          "\"type\":\"assistant\",",
          "\"message\":null,",
          "\"message\":{},",
          "\"us\\u0061ge\":1,",
          "\"ty\\u0070e\":\"user\",",
          "\"cwd\":\"C:\\\\x\",",
          "{\"type\":",
          "{\"parentUuid\":",
          "}{",
          "\"iterations\":null,",
          "\"iterations\":[{}],",
          "\"isMeta\":true,",
          "\"sessionId\":\"\",",
          "\"content\":[],",
          "\"costUSD\":0.25,",
          "<command-name>",
          "[Request interrupted by user]");

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
      case 3, 4 -> joined(part(line, 0, at), piece(), part(line, at, line.length));
      case 5, 9, 10, 11, 12 -> {
        int comma = comma(line, at);
        yield joined(part(line, 0, comma), piece(), part(line, comma, line.length));
      }
      case 6 -> joined(part(line, 0, at), any());
      case 7 -> part(line, 0, at);
      case 8 -> joined(line, any());
      default -> {
        int digit = digit(line, at);
        yield joined(part(line, 0, digit), piece(), part(line, digit + 1, line.length));
      }
    };
  }

  private byte[] flipped(byte[] line) {
    if (line.length > 0) {
      line[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return line;
  }

  private byte[] piece() {
    return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
  }

  /** Behind the next comma or opening brace, where a key may stand. */
  private static int comma(byte[] line, int from) {
    for (int i = from; i < line.length; i++) {
      if (line[i] == ',' || line[i] == '{') {
        return i + 1;
      }
    }
    return line.length;
  }

  private static int digit(byte[] line, int from) {
    for (int i = from; i < line.length; i++) {
      if (line[i] >= '0' && line[i] <= '9') {
        return i;
      }
    }
    return Math.max(0, line.length - 1);
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
