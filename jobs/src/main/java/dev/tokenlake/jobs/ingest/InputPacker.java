package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.ledger.PlannedInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    List<PlannedInput> bySession =
        inputs.stream()
            .sorted(Comparator.comparing(InputPacker::session).thenComparing(PlannedInput::name))
            .toList();
    double share = bySession.stream().mapToLong(InputPacker::weight).sum() / (double) count;
    TreeMap<Integer, Bin> bins = new TreeMap<>();
    long before = 0;
    for (PlannedInput input : bySession) {
      double middle = before + weight(input) / 2.0;
      bins.computeIfAbsent((int) (middle / share), n -> new Bin(new ArrayList<>()))
          .inputs
          .add(input);
      before += weight(input);
    }
    return bins.values().stream().sorted(Comparator.comparingLong(Bin::weight).reversed()).toList();
  }

  /** Empty where the name does not tell. */
  private static String session(PlannedInput input) {
    Matcher found = SESSION.matcher(input.input().name());
    return found.find() ? found.group() : "";
  }

  private static long weight(PlannedInput input) {
    return input.bytes() + OPENING_COST_BYTES;
  }

  /** Inputs of one task, by session and name. */
  record Bin(ArrayList<PlannedInput> inputs) implements java.io.Serializable {
    private long weight() {
      return inputs.stream().mapToLong(InputPacker::weight).sum();
    }
  }
}
