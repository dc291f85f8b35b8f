package dev.tokenlake.parsing.session;

import dev.tokenlake.parsing.count.Call;
import dev.tokenlake.parsing.count.Response;
import java.util.Objects;
import java.util.Optional;

/**
 * A call and its place in the session.
 *
 * @param promptIndex how many prompts had been submitted on the main thread by then, so from 1 for
 *     what answers the first; absent without a time
 * @param turnIndex position, from 1, among the responses of its thread, the main one or one
 *     agent's; calls of one response share it
 * @param firstOfSession whether it is the top level of the session's first response
 */
public record PlacedCall(
    Response response,
    Call call,
    Optional<Integer> promptIndex,
    int turnIndex,
    boolean firstOfSession) {

  public PlacedCall {
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(promptIndex, "promptIndex");
    if (turnIndex < 1) {
      throw new IllegalArgumentException("Invalid turn: " + turnIndex);
    }
  }
}
