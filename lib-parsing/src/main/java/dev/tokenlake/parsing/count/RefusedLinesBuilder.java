package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.read.Reject;
import dev.tokenlake.parsing.read.RejectReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gathers the refused lines of one file. A file that is no log at all may consist of millions of
 * them, so only the first ones keep a place each.
 */
final class RefusedLinesBuilder {
  /** Lines of a file that are told one by one; more places than these help nobody. */
  static final int MOST_PLACES = 1_000;

  private final List<RefusedLines> single = new ArrayList<>();
  private final Map<RejectReason, RefusedLines> summed = new LinkedHashMap<>();

  void add(Reject reject) {
    // The refusal of the whole file is none of its lines.
    if (reject.line() == 0 || single.size() < MOST_PLACES) {
      single.add(RefusedLines.of(reject));
    } else {
      summed.compute(
          reject.reason(),
          (reason, known) -> known == null ? RefusedLines.of(reject) : known.andOneMore());
    }
  }

  /** Those told one by one, in order; then the lines behind them, by reason. */
  List<RefusedLines> build() {
    return Stream.concat(single.stream(), summed.values().stream()).toList();
  }
}
