package dev.tokenlake.jobs.facts;

import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.read.Reject;

/** A refused line of a log, or a refused log: place and reason, never its text. */
public record RejectFact(LogFile file, Reject reject) {}
