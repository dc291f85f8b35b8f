package dev.tokenlake.parsing.git;

import java.time.Instant;
import java.util.Objects;

/**
 * A commit, without its message and author.
 *
 * @param repository last part of the repository's path
 * @param id object id, hexadecimal
 * @param at author time, UTC: it survives a rebase
 */
public record Commit(String repository, String id, Instant at) {
  public Commit {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(at, "at");
  }
}
