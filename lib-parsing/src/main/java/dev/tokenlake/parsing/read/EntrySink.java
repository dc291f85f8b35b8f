package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.Envelope;
import dev.tokenlake.parsing.entry.LogEntry;

/**
 * Takes what a reader finds, one file after the other: {@code begin}, then entries and rejects in
 * the order of lines, then {@code end}.
 */
public interface EntrySink {
  /** A file starts. */
  void begin(LogFile file);

  /** A line, or a part of a spliced one, that the tables need. */
  void accept(LogEntry entry);

  /**
   * The first record of a session in this file that names a working directory, when it is of a type
   * that is otherwise ignored. It counts as ignored.
   */
  void sessionSeen(Envelope envelope);

  /** A line that was refused. */
  void refuse(Reject reject);

  /** Whether to tell where a log can be read on: costs a look at both ends of each. */
  default boolean wantsMarks() {
    return false;
  }

  /**
   * Where the log can be read on, told right before its end, to sinks that want it. Not told of
   * packed logs, nor where reading on could give something else than reading from the start: after
   * a failure, behind an unterminated last line that already counts as one, when the file was
   * changed other than by appending while it was read, and of logs with very many sessions.
   */
  default void mark(ReadMark mark) {}

  /** The file is done. */
  void end(FileOutcome outcome);
}
