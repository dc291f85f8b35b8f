package dev.tokenlake.parsing.sample;

import dev.tokenlake.parsing.entry.TokenUsage;

/**
 * What was written.
 *
 * @param sessionFiles main transcripts
 * @param agentFiles transcripts of agents
 * @param bytes of all transcripts
 * @param lines of all transcripts
 * @param responses distinct responses, told by any number of lines in any number of files
 * @param tokens of these responses, each counted once
 */
public record SampleSummary(
    long sessionFiles, long agentFiles, long bytes, long lines, long responses, TokenUsage tokens) {

  static final SampleSummary NONE = new SampleSummary(0, 0, 0, 0, 0, TokenUsage.NONE);

  /** Transcripts of every kind. */
  public long files() {
    return sessionFiles + agentFiles;
  }

  SampleSummary plus(SampleSummary other) {
    return new SampleSummary(
        sessionFiles + other.sessionFiles,
        agentFiles + other.agentFiles,
        bytes + other.bytes,
        lines + other.lines,
        responses + other.responses,
        sum(tokens, other.tokens));
  }

  static TokenUsage sum(TokenUsage a, TokenUsage b) {
    return new TokenUsage(
        a.input() + b.input(),
        a.output() + b.output(),
        a.cacheWrite5m() + b.cacheWrite5m(),
        a.cacheWrite1h() + b.cacheWrite1h(),
        a.cacheRead() + b.cacheRead(),
        a.ttlAssumed() || b.ttlAssumed());
  }
}
