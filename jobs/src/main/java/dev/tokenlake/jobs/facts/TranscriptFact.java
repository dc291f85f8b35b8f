package dev.tokenlake.jobs.facts;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A transcript, its project and the periods it began in.
 *
 * @param isAgent whether it is a subagent's, not a session's
 */
public record TranscriptFact(
    String transcriptKey,
    String sessionId,
    Optional<String> projectPath,
    boolean isAgent,
    Optional<LocalDate> day,
    Optional<LocalDate> weekStart,
    Optional<String> isoWeek,
    Optional<LocalDate> monthStart,
    Optional<Integer> phasePosition) {}
