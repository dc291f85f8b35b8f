package dev.tokenlake.parsing.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Text that means nothing, of any length, cut out of one large pool. The pool is kept as JSON would
 * spell it, and holds what has led readers of such logs astray: words of the format itself inside
 * strings, Unicode line breaks, escaped controls and lone surrogates.
 */
final class Filler {

  private static final int POOL_BYTES = 1 << 20;

  private static final List<String> WORDS =
      List.of(
          "lorem",
          "ipsum",
          "dolor",
          "sit",
          "amet",
          "elit",
          "sed",
          "tempor",
          "magna",
          "aliqua",
          "quis",
          "nostrud",
          "velit",
          "esse",
          "fugiat",
          "nulla",
          "sint",
          "culpa",
          "officia",
          "anim",
          "id",
          "est",
          "laborum",
          "tellus",
          "massa",
          "rutrum",
          "porta",
          "vitae",
          "felis",
          "donec",
          "()",
          "{",
          "}",
          "==",
          "->",
          "//",
          ";",
          "\\n",
          "\\n\\n",
          "\\n    ",
          "\\t",
          "\\\"ut\\\"");

  private static final List<String> TRAPS =
      List.of(
          "\\\"usage\\\":{\\\"input_tokens\\\":1,\\\"output_tokens\\\":1}",
          "{\\\"type\\\":\\\"assistant\\\",\\\"message\\\":{\\\"id\\\":\\\"msg_0\\\"}}",
          "{\\\"parentUuid\\\":null}{\\\"parentUuid\\\":null}",
          "\u2028",
          "\u2029",
          "\u0085",
          "\u00e9t\u00e9",
          "\u4e2d\u6587",
          "\ud83d\ude80",
          "\\ud83d",
          "\\u0000",
          "C:\\\\temp\\\\");

  private static final Filler POOL = new Filler();

  private final byte[] pool;
  private final int[] starts;

  private Filler() {
    Dice dice = new Dice(42);
    ByteArrayOutputStream text = new ByteArrayOutputStream(POOL_BYTES + 100);
    int[] places = new int[POOL_BYTES];
    int count = 0;
    while (text.size() < POOL_BYTES) {
      places[count++] = text.size();
      String word = dice.chance(0.01) ? dice.pick(TRAPS) : dice.pick(WORDS);
      text.writeBytes((word + " ").getBytes(StandardCharsets.UTF_8));
    }
    this.pool = text.toByteArray();
    this.starts = Arrays.copyOf(places, count);
  }

  /** Writes a JSON string of about so many bytes, and returns where it lies in the pool. */
  static Slice slice(Dice dice, long bytes) {
    return POOL.cut(dice, (int) Math.min(Math.max(bytes, 1), POOL_BYTES / 2));
  }

  private Slice cut(Dice dice, int bytes) {
    int last = Arrays.binarySearch(starts, pool.length - bytes);
    int first = starts[dice.below(last < 0 ? -last - 1 : last)];
    int end = Arrays.binarySearch(starts, first + bytes);
    int stop = end >= 0 ? starts[end] : starts[Math.min(-end - 1, starts.length - 1)];
    return new Slice(first, Math.max(stop - first - 1, 1));
  }

  /** A piece of the pool. */
  record Slice(int offset, int length) {
    void writeTo(JsonGenerator json) throws IOException {
      json.writeRawUTF8String(POOL.pool, offset, length);
    }
  }
}
