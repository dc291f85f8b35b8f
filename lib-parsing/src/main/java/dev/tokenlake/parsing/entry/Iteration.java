package dev.tokenlake.parsing.entry;

import java.util.Objects;
import java.util.Optional;

/**
 * One entry of {@code usage.iterations}: a request the server made on the way to the response.
 *
 * @param type {@code type} as logged: message, compaction, advisor_message, fallback_message, or a
 *     later one; empty when absent
 * @param model {@code model}, where the entry names one of its own
 */
public record Iteration(String type, Optional<String> model, TokenUsage tokens) {
  public static final String MESSAGE = "message";
  public static final String COMPACTION = "compaction";
  public static final String ADVISOR = "advisor_message";
  public static final String FALLBACK = "fallback_message";

  public Iteration {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(tokens, "tokens");
  }
}
