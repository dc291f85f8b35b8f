package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.entry.Envelope;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose record it is, as its original says.
 *
 * @param sessionId session it belongs to; inherited from the file where the line has none
 * @param agentId subagent that wrote it; absent on the main thread
 * @param sidechain whether it is off the main thread
 * @param gitBranch branch checked out then
 * @param clientVersion version of the client
 * @param entrypoint how the client was started
 */
public record Origin(
    Provenance provenance,
    String sessionId,
    Optional<String> agentId,
    boolean sidechain,
    Optional<String> gitBranch,
    Optional<String> clientVersion,
    Optional<String> entrypoint) {

  /** The more original of two copies first. */
  public static final Comparator<Origin> ORIGINAL_FIRST =
      Comparator.comparing(Origin::provenance, Provenance.ORIGINAL_FIRST);

  public Origin {
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(agentId, "agentId");
    Objects.requireNonNull(gitBranch, "gitBranch");
    Objects.requireNonNull(clientVersion, "clientVersion");
    Objects.requireNonNull(entrypoint, "entrypoint");
  }

  static Origin of(Provenance provenance, Envelope envelope, String inheritedSession) {
    return new Origin(
        provenance,
        envelope.sessionId().orElse(inheritedSession),
        envelope.agentId().or(() -> provenance.file().agentId()),
        envelope.sidechain(),
        envelope.gitBranch(),
        envelope.version(),
        envelope.entrypoint());
  }

  /** Whether it was written off the main thread, by an agent or an old-style sidechain. */
  public boolean isSubagent() {
    return sidechain || agentId.isPresent();
  }

  Origin orBetter(Origin other) {
    return ORIGINAL_FIRST.compare(this, other) <= 0 ? this : other;
  }
}
