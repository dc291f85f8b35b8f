package dev.tokenlake.jobs.facts;

import dev.tokenlake.parsing.session.SessionSummary;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A session: its summary, its project and the day it began.
 *
 * @param startDay day of the earliest entry
 */
public record SessionFact(
    String sessionId,
    Optional<String> projectPath,
    Optional<LocalDate> startDay,
    SessionSummary summary) {}
