package dev.tokenlake.parsing.discover;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes the name of a file as text: the same in every locale, on one line, and never the same for
 * two names.
 */
public final class NameLabel {
  private NameLabel() {}

  /** Label of the last part of a path. */
  public static String of(Path path) {
    String name = String.valueOf(path.getFileName());
    if (name.chars().allMatch(NameLabel::isPlain)) {
      return name;
    }
    // Only the URI tells the bytes of a name; its text form follows the locale and loses some.
    String raw = path.toUri().getRawPath();
    int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
    return of(unescape(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end)));
  }

  /** Whether a letter is one byte in every locale, and stands for itself. */
  private static boolean isPlain(int c) {
    return c > ' ' && c <= '~' && c != '%' && c != '?';
  }

  /** Label of a name that is text already, such as that of a member of a packed folder. */
  public static String of(String name) {
    return of(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Label of a name given as bytes. */
  static String of(byte[] name) {
    StringBuilder label = new StringBuilder(name.length + 16);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(name.length + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      append(label, out.flip());
      out.clear();
      if (!result.isError()) {
        return label.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        appendEscaped(label, in.get());
      }
      decoder.reset();
    }
  }

  private static void append(StringBuilder label, CharBuffer text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          appendEscaped(label, b);
        }
      } else {
        label.append(c);
      }
    }
  }

  private static void appendEscaped(StringBuilder label, byte b) {
    label.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xFF));
  }

  private static byte[] unescape(String raw) {
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes[length++] = (byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        bytes[length++] = (byte) c;
      }
    }
    return java.util.Arrays.copyOf(bytes, length);
  }
}
