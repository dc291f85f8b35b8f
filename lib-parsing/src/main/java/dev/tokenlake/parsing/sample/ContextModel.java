package dev.tokenlake.parsing.sample;

import dev.tokenlake.parsing.entry.TokenUsage;

/**
 * The context of one thread and what of it the provider's cache still holds: it grows by what every
 * call adds, is read from the cache while that is warm and written anew when it has gone cold.
 */
final class ContextModel {

  /** When a client starts to compact: most of a window of 200,000 tokens. */
  static final long FULL = 155_000;

  private static final long FIVE_MINUTES = 5 * 60_000L;
  private static final long HOUR = 60 * 60_000L;

  private final Dice dice;
  private final boolean hour;
  private final long preamble;
  private long context;
  private long cached;
  private long lastCall;

  /**
   * @param preamble tokens of system prompt and tool definitions, shared with other sessions
   * @param hour whether the cache lives for an hour and not for five minutes
   */
  ContextModel(Dice dice, long preamble, boolean hour, long start) {
    this.dice = dice;
    this.preamble = preamble;
    this.hour = hour;
    this.context = preamble;
    this.cached = dice.chance(0.7) ? preamble * 3 / 4 : 0;
    this.lastCall = start;
  }

  /** The next call, and what its reply adds to the context. */
  TokenUsage call(long now, long output) {
    if (now - lastCall > (hour ? HOUR : FIVE_MINUTES)) {
      cached = dice.chance(0.3) ? preamble * 3 / 4 : 0;
    }
    long input = Math.min(dice.between(1, 9), context - cached);
    long written = context - cached - input;
    long brief = hour ? briefPart(written) : written;
    TokenUsage usage = new TokenUsage(input, output, brief, written - brief, cached, false);
    cached = context;
    context += output;
    lastCall = now;
    return usage;
  }

  /** What of a write is for five minutes only where most are for an hour. */
  private long briefPart(long written) {
    return dice.chance(0.05) ? written / 8 : 0;
  }

  /** Something is said, or a tool gives something back. */
  void add(long tokens) {
    context += tokens;
  }

  /** A summary takes the place of everything but the preamble. */
  void compact(long summary) {
    context = preamble + summary;
    cached = preamble * 3 / 4;
  }

  long size() {
    return context;
  }

  boolean isFull() {
    return context > FULL;
  }
}
