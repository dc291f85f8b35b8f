package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.read.ReadMark;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where to read on in a log that has grown, and what a collector has to know of the part before, so
 * that the facts of both parts, merged, are those of the whole.
 *
 * @param read what the reader has to know
 * @param fileStart first time of an entry; absent when none has one
 * @param lastSession the session that a line without one belongs to
 * @param homeSession session the transcript belongs to
 * @param started sessions of which the part before says where they began
 */
public record FileMark(
    ReadMark read,
    Optional<Instant> fileStart,
    String lastSession,
    String homeSession,
    SortedSet<String> started) {

  public FileMark {
    Objects.requireNonNull(read, "read");
    Objects.requireNonNull(fileStart, "fileStart");
    Objects.requireNonNull(lastSession, "lastSession");
    Objects.requireNonNull(homeSession, "homeSession");
    started = Collections.unmodifiableSortedSet(new TreeSet<>(started));
  }
}
