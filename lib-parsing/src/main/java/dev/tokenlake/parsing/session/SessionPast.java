package dev.tokenlake.parsing.session;

import dev.tokenlake.parsing.count.Prompt;
import dev.tokenlake.parsing.count.Response;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of a session went before what is known of it, so that what is left keeps its place.
 *
 * @param prompts on the main thread
 * @param turns responses by thread, see {@link #thread}
 */
public record SessionPast(int prompts, SortedMap<String, Integer> turns) {
  /** Of a session that is known from its start. */
  public static final SessionPast NONE = new SessionPast(0, new TreeMap<>());

  /** No agent has such an id. */
  private static final String MAIN = "/";

  public SessionPast {
    turns = Collections.unmodifiableSortedMap(new TreeMap<>(turns));
    if (prompts < 0 || turns.values().stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException("Less than nothing went before");
    }
  }

  /** One response went before. */
  public static SessionPast of(Response response) {
    return new SessionPast(0, new TreeMap<>(java.util.Map.of(thread(response), 1)));
  }

  /** One prompt went before; those of agents count for nothing. */
  public static SessionPast of(Prompt prompt) {
    return prompt.origin().isSubagent() ? NONE : new SessionPast(1, new TreeMap<>());
  }

  /** What both count, together. */
  public SessionPast plus(SessionPast other) {
    Objects.requireNonNull(other, "other");
    TreeMap<String, Integer> both = new TreeMap<>(turns);
    other.turns.forEach((thread, count) -> both.merge(thread, count, Math::addExact));
    return new SessionPast(Math.addExact(prompts, other.prompts), both);
  }

  /** The main thread, an agent's, or an old-style sidechain, which has a thread but no agent. */
  static String thread(Response response) {
    Optional<String> agent = response.origin().agentId();
    return agent.orElse(response.origin().sidechain() ? "" : MAIN);
  }
}
