package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.discover.LogFile;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A transcript, once however often its file was copied: backups, mirrors and checkpoints keep the
 * name, which the client makes out of the session's or the agent's id.
 *
 * @param key the session's id, with the agent's behind a slash; the place of a file of another name
 * @param first earliest timestamp in it, UTC; absent when it has none
 * @param sessionId session it belongs to
 * @param agent whether it is a subagent's
 */
public record Transcript(String key, Optional<Instant> first, String sessionId, boolean agent) {
  private static final Pattern SESSION_ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  public Transcript {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(sessionId, "sessionId");
  }

  /**
   * The transcript a file is a copy of.
   *
   * @param firstSession session of its first record
   */
  public static Transcript of(LogFile file, Optional<Instant> first, String firstSession) {
    String place = file.source() + ":" + file.name();
    String key =
        file.agentId()
            .map(agent -> firstSession + "/" + agent)
            .orElse(SESSION_ID.matcher(file.stem()).matches() ? file.stem() : place);
    return new Transcript(key, first, firstSession, file.kind().isAgent());
  }

  /** Both copies as one. */
  public Transcript merge(Transcript other) {
    return new Transcript(
        key,
        Earliest.of(first, other.first),
        sessionId.compareTo(other.sessionId) <= 0 ? sessionId : other.sessionId,
        agent && other.agent);
  }
}
