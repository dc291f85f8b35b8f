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

  /** The file is done. */
  void end(FileOutcome outcome);
}
