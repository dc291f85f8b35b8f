package dev.tokenlake.parsing.sample;

import java.util.List;

/**
 * Random numbers that are the same on every platform and in every version of Java: SplitMix64, with
 * everything else derived from it here.
 */
final class Dice {

  private static final long STEP = 0x9e3779b97f4a7c15L;

  private long state;

  Dice(long seed) {
    this.state = seed;
  }

  /** Dice for one thing of many, unrelated to the dice for its neighbours. */
  static Dice of(long seed, long purpose, long index) {
    long mixed = new Dice(seed).next() ^ new Dice(~purpose).next();
    return new Dice(new Dice(mixed + index * STEP).next());
  }

  long next() {
    state += STEP;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** From {@code low} to {@code high}, both included; the span must fit an {@code int}. */
  long between(long low, long high) {
    return low + below(Math.toIntExact(high - low + 1));
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** Positive, of this mean, most often below it and sometimes far above. */
  double skewed(double mean, double sigma) {
    return mean * StrictMath.exp(sigma * bell() - sigma * sigma / 2);
  }

  private double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** Close to a normal distribution: twelve numbers added up. */
  private double bell() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += unit();
    }
    return sum;
  }
}
