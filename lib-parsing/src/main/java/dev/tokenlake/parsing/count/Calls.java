package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.entry.Iteration;
import dev.tokenlake.parsing.entry.LoggedUsage;
import dev.tokenlake.parsing.entry.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a response apart into its calls. */
public final class Calls {
  private Calls() {}

  /** The top level first, then what it leaves out, in the order of the iterations. */
  public static List<Call> of(Response response) {
    Telling telling = response.telling();
    LoggedUsage usage = telling.usage();
    List<Call> calls = new ArrayList<>();
    calls.add(
        new Call(
            response.key(),
            CallKind.MESSAGE,
            telling.model(),
            usage.tokens(),
            requestsOfTopLevel(usage)));
    boolean fellBack =
        usage.iterations().stream().anyMatch(i -> i.type().equals(Iteration.FALLBACK));
    for (int i = 0; i < usage.iterations().size(); i++) {
      Iteration iteration = usage.iterations().get(i);
      Optional<CallKind> kind = leftOut(iteration, telling.model(), fellBack);
      if (kind.isPresent()) {
        calls.add(
            new Call(
                response.key() + "#" + kind.get().tableName() + "-" + (i + 1),
                kind.get(),
                kind.get() == CallKind.COMPACTION ? telling.model() : iteration.model(),
                iteration.tokens(),
                List.of(iteration.tokens())));
      }
    }
    return List.copyOf(calls);
  }

  /** The kind of call an iteration is of its own; absent when the top level counts it. */
  private static Optional<CallKind> leftOut(
      Iteration iteration, Optional<String> served, boolean fellBack) {
    return switch (iteration.type()) {
      case Iteration.ADVISOR -> Optional.of(CallKind.ADVISOR);
      case Iteration.COMPACTION -> Optional.of(CallKind.COMPACTION);
      case Iteration.MESSAGE ->
          fellBack && iteration.model().isPresent() && !iteration.model().equals(served)
              ? Optional.of(CallKind.DECLINED)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The message iterations where they add up to the top level, else the top level as one. */
  private static List<TokenUsage> requestsOfTopLevel(LoggedUsage usage) {
    List<TokenUsage> messages =
        usage.iterations().stream()
            .filter(i -> i.type().equals(Iteration.MESSAGE))
            .map(Iteration::tokens)
            .toList();
    boolean same =
        sum(messages, TokenUsage::input) == usage.tokens().input()
            && sum(messages, TokenUsage::output) == usage.tokens().output()
            && sum(messages, TokenUsage::cacheWrite5m) == usage.tokens().cacheWrite5m()
            && sum(messages, TokenUsage::cacheWrite1h) == usage.tokens().cacheWrite1h()
            && sum(messages, TokenUsage::cacheRead) == usage.tokens().cacheRead();
    return messages.size() > 1 && same ? messages : List.of(usage.tokens());
  }

  private static long sum(
      List<TokenUsage> usages, java.util.function.ToLongFunction<TokenUsage> part) {
    return usages.stream().mapToLong(part).sum();
  }
}
