package dev.tokenlake.jobs.facts;

import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.read.FileOutcome;

/** A log and what became of its lines. */
public record FileFact(LogFile file, FileOutcome outcome) {}
