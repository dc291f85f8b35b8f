package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.ledger.PlannedInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shares inputs out among tasks by bytes, since one session can outweigh a thousand others. Each
 * task gets the sessions of a range, and so does the file of facts it writes: who looks for some
 * sessions then finds each in few places.
 */
final class InputPacker {
  /** What opening a file costs, in bytes read meanwhile. */
  private static final long OPENING_COST_BYTES = 64 * 1024;

  /** Transcripts are named by their session, as are the folders of those of its subagents. */
  private static final Pattern SESSION =
      Pattern.compile("\\p{XDigit}{8}-(\\p{XDigit}{4}-){3}\\p{XDigit}{12}");

  private InputPacker() {}

  /**
   * Bins of about equal weight, heaviest first; none empty. An input is never split, so a bin can
   * be heavier than its share by less than its heaviest input.
   *
   * @param count how many bins at most
   */
  static List<Bin> pack(List<PlannedInput> inputs, int count) {
    List<Weighed> bySession =
        inputs.stream()
            .map(Weighed::of)
            .sorted(
                Comparator.comparing(Weighed::session)
                    .thenComparing(weighed -> weighed.input().name()))
            .toList();
    double share = weight(bySession) / (double) count;
    Map<Integer, List<Weighed>> shares = new TreeMap<>();
    long before = 0;
    for (Weighed input : bySession) {
      double middle = before + input.weight() / 2.0;
      shares.computeIfAbsent((int) (middle / share), n -> new ArrayList<>()).add(input);
      before += input.weight();
    }
    return shares.values().stream()
        .sorted(Comparator.comparingLong((List<Weighed> one) -> weight(one)).reversed())
        .map(Bin::of)
        .toList();
  }

  private static long weight(List<Weighed> inputs) {
    return inputs.stream().mapToLong(Weighed::weight).sum();
  }

  /** Inputs of one task, by session and name. */
  record Bin(ArrayList<PlannedInput> inputs) implements java.io.Serializable {
    private static Bin of(List<Weighed> inputs) {
      return new Bin(new ArrayList<>(inputs.stream().map(Weighed::input).toList()));
    }
  }

  /**
   * What decides where an input goes.
   *
   * @param session empty where the name does not tell
   */
  private record Weighed(PlannedInput input, String session, long weight) {
    private static Weighed of(PlannedInput input) {
      Matcher found = SESSION.matcher(input.input().name());
      return new Weighed(
          input, found.find() ? found.group() : "", input.bytes() + OPENING_COST_BYTES);
    }
  }
}
