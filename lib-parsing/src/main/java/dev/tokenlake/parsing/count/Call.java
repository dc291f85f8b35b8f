package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.entry.TokenUsage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One billable call of a response: its top level, or an iteration the top level leaves out.
 *
 * @param key the response's key; with {@code #} and kind and number for what is not the top level
 * @param model model that was called, as logged
 * @param tokens all it used
 * @param requests the requests it is the sum of; at least one. A long-context price is decided per
 *     request
 */
public record Call(
    String key,
    CallKind kind,
    Optional<String> model,
    TokenUsage tokens,
    List<TokenUsage> requests) {

  public Call {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(tokens, "tokens");
    requests = List.copyOf(requests);
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("A call without a request");
    }
  }

  /** What the model was shown by the last request: the size the conversation has reached. */
  public long contextTokens() {
    return requests.get(requests.size() - 1).context();
  }
}
