package dev.tokenlake.jobs.facts;

import dev.tokenlake.jobs.ledger.Look;
import java.util.Objects;
import java.util.Optional;

/**
 * How an input was read.
 *
 * @param look what the file system said before; absent when it could not be read
 * @param crc32c checksum of all its bytes; absent when it changed meanwhile or could not be read
 * @param mark where to read on when it has grown; absent when it has to be read whole then
 * @param readOn whether it was read on from an earlier mark
 */
public record InputFact(
    Optional<Look> look, Optional<Long> crc32c, Optional<String> mark, boolean readOn) {
  public InputFact {
    Objects.requireNonNull(look, "look");
    Objects.requireNonNull(crc32c, "crc32c");
    Objects.requireNonNull(mark, "mark");
  }
}
