package dev.tokenlake.parsing.entry;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The keys that lines of every kind share. All but the place may be absent; empty strings count as
 * absent.
 *
 * @param at place of the line in its file
 * @param uuid {@code uuid} of the record
 * @param parentUuid {@code parentUuid}; absent at a root and after a compaction
 * @param sessionId {@code sessionId} as logged, not inherited from the file
 * @param timestamp {@code timestamp}, an instant in UTC; absent when missing or malformed
 * @param cwd {@code cwd}, the working directory at that moment
 * @param gitBranch {@code gitBranch}
 * @param version {@code version} of the client
 * @param entrypoint {@code entrypoint}: cli, claude-vscode, sdk-ts, ...
 * @param agentId {@code agentId}: set on lines of a subagent
 * @param sidechain whether {@code isSidechain: true}
 * @param forked whether {@code forkedFrom} is present, as on every line copied by a branch
 */
public record Envelope(
    LineRef at,
    Optional<String> uuid,
    Optional<String> parentUuid,
    Optional<String> sessionId,
    Optional<Instant> timestamp,
    Optional<String> cwd,
    Optional<String> gitBranch,
    Optional<String> version,
    Optional<String> entrypoint,
    Optional<String> agentId,
    boolean sidechain,
    boolean forked) {

  public Envelope {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(uuid, "uuid");
    Objects.requireNonNull(parentUuid, "parentUuid");
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(timestamp, "timestamp");
    Objects.requireNonNull(cwd, "cwd");
    Objects.requireNonNull(gitBranch, "gitBranch");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(entrypoint, "entrypoint");
    Objects.requireNonNull(agentId, "agentId");
  }
}
