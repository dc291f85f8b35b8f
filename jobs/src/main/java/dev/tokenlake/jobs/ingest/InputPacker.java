package dev.tokenlake.jobs.ingest;

import dev.tokenlake.parsing.discover.LogInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Shares inputs out among tasks by bytes, since one session can outweigh a thousand others. */
final class InputPacker {
  /** What opening a file costs, in bytes read meanwhile. */
  private static final long OPENING_COST_BYTES = 64 * 1024;

  private InputPacker() {}

  /**
   * Bins of about equal weight, heaviest first; none empty.
   *
   * @param count how many bins at most
   */
  static List<Bin> pack(List<LogInput> inputs, int count) {
    PriorityQueue<Filling> lightestFirst =
        new PriorityQueue<>(
            Comparator.comparingLong((Filling bin) -> bin.weight)
                .thenComparingInt(bin -> bin.number));
    for (int i = 0; i < count; i++) {
      lightestFirst.add(new Filling(i));
    }
    List<LogInput> heaviestFirst = new ArrayList<>(inputs);
    heaviestFirst.sort(
        Comparator.comparingLong(LogInput::size)
            .reversed()
            .thenComparing(LogInput::source)
            .thenComparing(LogInput::name));
    for (LogInput input : heaviestFirst) {
      Filling bin = lightestFirst.remove();
      bin.inputs.add(input);
      bin.weight += input.size() + OPENING_COST_BYTES;
      lightestFirst.add(bin);
    }
    return lightestFirst.stream()
        .filter(bin -> !bin.inputs.isEmpty())
        .sorted(Comparator.comparingLong((Filling bin) -> bin.weight).reversed())
        .map(bin -> new Bin(new ArrayList<>(bin.inputs)))
        .toList();
  }

  /** Inputs of one task. */
  record Bin(ArrayList<LogInput> inputs) implements java.io.Serializable {
    long bytes() {
      return inputs.stream().mapToLong(LogInput::size).sum();
    }
  }

  private static final class Filling {
    private final int number;
    private final List<LogInput> inputs = new ArrayList<>();
    private long weight;

    Filling(int number) {
      this.number = number;
    }
  }
}
