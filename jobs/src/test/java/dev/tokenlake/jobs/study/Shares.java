package dev.tokenlake.jobs.study;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Splits whole numbers into whole numbers without losing one. */
final class Shares {

  private Shares() {}

  /**
   * Splits a total in proportion to weights. No share exceeds its weight when the total does not
   * exceed their sum; a total below zero is split likewise.
   */
  static long[] split(long total, long[] weights) {
    BigInteger all = BigInteger.valueOf(Arrays.stream(weights).sum());
    long[] shares = new long[weights.length];
    BigInteger weightSoFar = BigInteger.ZERO;
    long soFar = 0;
    for (int i = 0; i < weights.length; i++) {
      weightSoFar = weightSoFar.add(BigInteger.valueOf(weights[i]));
      long upToHere = BigInteger.valueOf(total).multiply(weightSoFar).divide(all).longValueExact();
      shares[i] = upToHere - soFar;
      soFar = upToHere;
    }
    return shares;
  }

  /** Splits a total into parts as equal as can be. */
  static long[] even(long total, int parts) {
    long[] weights = new long[parts];
    Arrays.fill(weights, 1);
    return split(total, weights);
  }

  /** Published figures, each moved by the same amount so that they add up to what is known. */
  static long[] moved(long[] published, long total) {
    long[] moves = even(total - Arrays.stream(published).sum(), published.length);
    long[] moved = new long[published.length];
    Arrays.setAll(moved, i -> published[i] + moves[i]);
    return moved;
  }

  /**
   * Fills a table whose margins are given. Columns are filled from the last to the first, each out
   * of what the rows it may use have left, so the last columns may be narrow and the first must be
   * free.
   *
   * @param rows sum of each row
   * @param columns sum of each column; adds up to the same
   * @param allowed by column, the rows it may use
   * @return cells, by row and column
   */
  static long[][] table(long[] rows, long[] columns, IntPredicate[] allowed) {
    long[][] cells = new long[rows.length][columns.length];
    long[] left = rows.clone();
    for (int column = columns.length - 1; column >= 0; column--) {
      long[] usable = new long[rows.length];
      for (int row = 0; row < rows.length; row++) {
        usable[row] = allowed[column].test(row) ? left[row] : 0;
      }
      if (columns[column] > Arrays.stream(usable).sum()) {
        throw new IllegalStateException("No room for column " + column);
      }
      long[] shares = split(columns[column], usable);
      for (int row = 0; row < rows.length; row++) {
        cells[row][column] = shares[row];
        left[row] -= shares[row];
      }
    }
    return cells;
  }
}
