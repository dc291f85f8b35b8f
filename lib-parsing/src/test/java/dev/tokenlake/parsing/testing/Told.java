package dev.tokenlake.parsing.testing;

import dev.tokenlake.parsing.count.Origin;
import dev.tokenlake.parsing.count.Provenance;
import dev.tokenlake.parsing.count.Response;
import dev.tokenlake.parsing.count.Telling;
import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.Iteration;
import dev.tokenlake.parsing.entry.LoggedUsage;
import dev.tokenlake.parsing.entry.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Responses as one line tells them. */
public final class Told {
  /** Transcript of session {@code s}. */
  public static final LogFile MAIN = new LogFile("laptop", "projects/p/s.jsonl", FileKind.MAIN);

  private Told() {}

  /** A place in a file that is the original of what stands there. */
  public static Provenance at(LogFile file, long line) {
    return new Provenance(file, line, Optional.empty(), false, false, true);
  }

  /** A record of session {@code s}, of an agent or the main thread. */
  public static Origin by(Optional<String> agent) {
    return new Origin(
        at(MAIN, 1),
        "s",
        agent,
        agent.isPresent(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Tokens: input, output, written for five minutes, written for an hour, read. */
  public static TokenUsage tokens(
      long input, long output, long write5m, long write1h, long cacheRead) {
    return new TokenUsage(input, output, write5m, write1h, cacheRead, false);
  }

  /** A usage of these tokens, made of these iterations. */
  public static LoggedUsage usage(TokenUsage tokens, Iteration... iterations) {
    return new LoggedUsage(
        tokens, List.of(iterations), Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);
  }

  /** A response on the main thread, told whole. */
  public static Response response(String key, Optional<Instant> at, LoggedUsage usage) {
    return response(key, at, Optional.empty(), usage);
  }

  /** A response of an agent or the main thread, told whole. */
  public static Response response(
      String key, Optional<Instant> at, Optional<String> agent, LoggedUsage usage) {
    return new Response(
        key,
        at,
        1,
        by(agent),
        new Telling(
            at(MAIN, 1),
            Optional.of("claude-opus-4-8"),
            Optional.of("end_turn"),
            Optional.empty(),
            usage,
            Optional.empty()));
  }
}
