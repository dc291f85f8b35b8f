package dev.tokenlake.jobs.facts;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A call, placed in its session, put into the calendar and priced: the row that nearly every table
 * sums up. The published {@code usage} table describes the columns.
 *
 * @param phasePosition position of its phase in the configuration, from 1; absent outside all
 * @param isSessionFirst whether it is the first response of its session
 * @param logLines lines that told it; 0 for calls other than the response's top level, so that sums
 *     count every line once
 * @param costLocal cost in the configured currency; absent without one or without a rate
 * @param costLoggedUsd what an old client logged as the cost of the response
 * @param costListUsd list price of a call with a logged cost, so that both can be compared
 * @param unpricedReason why no price covers it; absent when one does
 * @param priceFlags what the price rests on, sorted, joined by commas; empty for nothing notable
 */
public record UsageFact(
    String responseKey,
    String callKind,
    String source,
    Optional<String> projectPath,
    String sessionId,
    Optional<String> agentId,
    boolean isSubagent,
    Optional<Instant> ts,
    Optional<LocalDate> day,
    Optional<LocalDate> weekStart,
    Optional<String> isoWeek,
    Optional<LocalDate> monthStart,
    Optional<Integer> phasePosition,
    Optional<String> model,
    Optional<String> modelLogged,
    Optional<String> speed,
    Optional<String> serviceTier,
    Optional<String> inferenceGeo,
    Optional<String> clientVersion,
    Optional<String> entrypoint,
    Optional<String> gitBranch,
    Optional<String> stopReason,
    boolean outputIsFinal,
    boolean ttlAssumed,
    long contextTokens,
    Optional<Integer> promptIndex,
    int turnIndex,
    boolean isSessionFirst,
    long logLines,
    long inputTokens,
    long outputTokens,
    long cacheWrite5mTokens,
    long cacheWrite1hTokens,
    long cacheReadTokens,
    long webSearchRequests,
    Optional<BigDecimal> costInputUsd,
    Optional<BigDecimal> costOutputUsd,
    Optional<BigDecimal> costCacheWriteUsd,
    Optional<BigDecimal> costCacheReadUsd,
    Optional<BigDecimal> costToolsUsd,
    Optional<BigDecimal> costUsd,
    Optional<BigDecimal> costLocal,
    Optional<BigDecimal> costLoggedUsd,
    Optional<BigDecimal> costListUsd,
    Optional<String> unpricedReason,
    String priceFlags) {}
