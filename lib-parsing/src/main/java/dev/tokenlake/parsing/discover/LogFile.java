package dev.tokenlake.parsing.discover;

import java.util.Objects;
import java.util.Optional;

/**
 * One log: a file of its own or a member of a packed folder.
 *
 * @param source label of the archive it belongs to
 * @param name path below the archive's root, {@code /} between parts; a member of a packed folder
 *     follows the folder's name and {@code !/}
 * @param kind what it is, by name and place
 */
public record LogFile(String source, String name, FileKind kind) {
  public LogFile {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
  }

  /** Last part of the name without {@code .jsonl} and the ending of a compression. */
  public String stem() {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int end = last.indexOf(".jsonl");
    return end < 0 ? last : last.substring(0, end);
  }

  /** Id of the agent whose transcript this is: what follows {@code agent-} in the name. */
  public Optional<String> agentId() {
    return kind.isAgent() && stem().startsWith("agent-")
        ? Optional.of(stem().substring("agent-".length()))
        : Optional.empty();
  }

  /**
   * Whether a record of this session and thread is at home here: the main transcript is named after
   * the session, an agent's after the agent.
   */
  public boolean isHomeOf(Optional<String> sessionId, Optional<String> agentId) {
    return kind.isAgent()
        ? agentId().isPresent() && agentId().equals(agentId)
        : sessionId.filter(stem()::equals).isPresent();
  }
}
