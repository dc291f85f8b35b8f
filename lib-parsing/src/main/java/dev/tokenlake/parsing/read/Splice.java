package dev.tokenlake.parsing.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds whole records at the end of a line whose beginning is damaged: a record that was cut, with
 * the next one begun on the same line.
 */
final class Splice {
  private static final byte[][] HEADS = {
    "{\"parentUuid\":".getBytes(StandardCharsets.UTF_8),
    "{\"type\":".getBytes(StandardCharsets.UTF_8),
  };

  /** Places tried on one line: beyond, the line is made to waste time. */
  private static final int MAX_TRIES = 2000;

  /** Bytes parsed for one byte of the line. */
  private static final int MAX_EFFORT = 64;

  private final ExactParser exact;

  Splice(ExactParser exact) {
    this.exact = exact;
  }

  /**
   * Records from the earliest head behind a place from which on the line is whole. The heads of
   * nested objects do not count: something is left behind them.
   */
  List<RecordDraft> recordsBehind(Line line, int place) {
    List<RecordDraft> best = List.of();
    long effort = (long) MAX_EFFORT * (line.to - line.from);
    int tries = 0;
    for (int at = line.to - 2; at > place && effort > 0 && tries < MAX_TRIES; at--) {
      if (!isHead(line, at)) {
        continue;
      }
      tries++;
      List<RecordDraft> found = new ArrayList<>();
      int end = at;
      while (end < line.to && exact.parse(line, end)) {
        found.add(exact.draft());
        end = LineParser.skipWhite(line, exact.end());
      }
      if (end == line.to && found.stream().allMatch(record -> record.sessionId != null)) {
        best = found;
      }
      effort -= line.to - at;
    }
    return best;
  }

  private static boolean isHead(Line line, int at) {
    for (byte[] head : HEADS) {
      if (at + head.length <= line.to
          && Arrays.equals(line.bytes, at, at + head.length, head, 0, head.length)) {
        return true;
      }
    }
    return false;
  }
}
