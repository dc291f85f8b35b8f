package dev.tokenlake.jobs.ledger;

import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.discover.Packing;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Optional;

/**
 * A file beside what the ledger knows of its place.
 *
 * @param known what was found there last; absent for nothing
 */
record Compared(LogInput input, Optional<InputRecord> known, Kind kind) {
  Compared {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(known, "known");
    Objects.requireNonNull(kind, "kind");
  }

  /** How a file differs from what is known. */
  enum Kind {
    /** Nothing was there before, or nothing that could be read. */
    NEW,
    /** As it was; what could not be read then still cannot. */
    UNCHANGED,
    /** Other times, the same content. */
    TOUCHED,
    /** The same content and more behind it. */
    GROWN,
    /** To be read from its start, whatever it holds. */
    UNSURE,
    /** Other content: it was rewritten, or another lies in its place. */
    OTHER
  }

  /** Compares; reads the content only where the look differs. */
  static Compared of(LogInput input, Optional<InputRecord> known) {
    return new Compared(input, known, known.map(k -> kind(input, k)).orElse(Kind.NEW));
  }

  private static Kind kind(LogInput input, InputRecord known) {
    Observation observed = known.observed();
    boolean wasRead = observed.look().isPresent();
    if (!wasRead && !Files.isReadable(input.path())) {
      return Kind.UNCHANGED;
    }
    if (observed.content().isEmpty()) {
      return known.counts().lines() == 0 ? Kind.NEW : Kind.UNSURE;
    }
    Content content = observed.content().get();
    Look look = Look.of(input);
    if (observed.look().filter(look::equals).isPresent() && known.deletedAt().isEmpty()) {
      return Kind.UNCHANGED;
    }
    if (look.size() < content.bytes() || !content.begins(input.path())) {
      return Files.isReadable(input.path()) ? Kind.OTHER : Kind.UNSURE;
    }
    if (!wasRead) {
      return Kind.UNSURE;
    }
    if (look.size() == content.bytes()) {
      return Kind.TOUCHED;
    }
    return known.mark().flatMap(MarkText::mark).isPresent() && input.packing() == Packing.NONE
        ? Kind.GROWN
        : Kind.UNSURE;
  }

  /** Where the file lies. */
  InputName place() {
    return InputName.of(input);
  }

  /** Whether it may hold what lay elsewhere before. */
  boolean mayHaveMoved() {
    return kind == Kind.NEW || kind == Kind.OTHER;
  }
}
