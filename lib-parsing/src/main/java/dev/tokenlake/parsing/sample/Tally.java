package dev.tokenlake.parsing.sample;

import dev.tokenlake.parsing.entry.TokenUsage;

/** Counts the responses of a session while they are made. */
final class Tally {

  private long responses;
  private TokenUsage tokens = TokenUsage.NONE;

  void add(TokenUsage usage) {
    responses++;
    tokens = SampleSummary.sum(tokens, usage);
  }

  void add(Tally other) {
    responses += other.responses;
    tokens = SampleSummary.sum(tokens, other.tokens);
  }

  long responses() {
    return responses;
  }

  TokenUsage tokens() {
    return tokens;
  }
}
