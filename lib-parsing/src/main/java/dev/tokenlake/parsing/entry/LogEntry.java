package dev.tokenlake.parsing.entry;

/** One line of a session log that the tables are made of. */
public sealed interface LogEntry
    permits ResponseEntry,
        UserEntry,
        CompactionEntry,
        ApiErrorEntry,
        FallbackEntry,
        TurnDurationEntry,
        PermissionModeEntry,
        WorktreeEntry {

  /** Where the line stands and which session, thread and instant it belongs to. */
  Envelope envelope();
}
