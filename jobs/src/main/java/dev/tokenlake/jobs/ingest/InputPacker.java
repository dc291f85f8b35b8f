package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.ledger.PlannedInput;
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
  static List<Bin> pack(List<PlannedInput> inputs, int count) {
    PriorityQueue<Filling> lightestFirst =
        new PriorityQueue<>(
            Comparator.comparingLong((Filling bin) -> bin.weight)
                .thenComparingInt(bin -> bin.number));
    for (int i = 0; i < count; i++) {
      lightestFirst.add(new Filling(i));
    }
    List<PlannedInput> heaviestFirst = new ArrayList<>(inputs);
    heaviestFirst.sort(
        Comparator.comparingLong(PlannedInput::bytes).reversed().thenComparing(PlannedInput::name));
    for (PlannedInput input : heaviestFirst) {
      Filling bin = lightestFirst.remove();
      bin.inputs.add(input);
      bin.weight += input.bytes() + OPENING_COST_BYTES;
      lightestFirst.add(bin);
    }
    return lightestFirst.stream()
        .filter(bin -> !bin.inputs.isEmpty())
        .sorted(Comparator.comparingLong((Filling bin) -> bin.weight).reversed())
        .map(bin -> new Bin(new ArrayList<>(bin.inputs)))
        .toList();
  }

  /** Inputs of one task. */
  record Bin(ArrayList<PlannedInput> inputs) implements java.io.Serializable {
    long bytes() {
      return inputs.stream().mapToLong(PlannedInput::bytes).sum();
    }
  }

  private static final class Filling {
    private final int number;
    private final List<PlannedInput> inputs = new ArrayList<>();
    private long weight;

    Filling(int number) {
      this.number = number;
    }
  }
}
