package dev.tokenlake.jobs.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the calls of a session on one day cost under one scenario. Rows add up over any grouping.
 *
 * @param day absent for calls without a time, which no scenario prices
 * @param scenarioPosition position of the scenario in the configuration, from 1; 1 is the calls as
 *     they were made
 * @param responses calls, priced or not
 * @param unpricedResponses calls the scenario has no price for
 * @param lowUsd least that the priced calls cost, US dollars
 * @param highUsd most that they cost
 * @param comparedResponses calls that both this scenario and the actual one price; only these can
 *     be compared, since either may price calls that the other cannot
 * @param comparedLowUsd least that the compared calls cost under this scenario
 * @param comparedHighUsd most that they cost under it
 * @param actualLowUsd least that the compared calls cost as they were made
 * @param actualHighUsd most that they cost as they were made
 * @param lifetimeOpen calls whose cache writes are of a lifetime the log does not say
 * @param placeOpen calls that may have run where a premium is due
 * @param outputOpen calls whose output count is only a placeholder
 * @param highUnknown calls whose high bound has no known rate; the low one stands in its place
 */
public record ScenarioFact(
    String sessionId,
    Optional<LocalDate> day,
    int scenarioPosition,
    long responses,
    long unpricedResponses,
    BigDecimal lowUsd,
    BigDecimal highUsd,
    long comparedResponses,
    BigDecimal comparedLowUsd,
    BigDecimal comparedHighUsd,
    BigDecimal actualLowUsd,
    BigDecimal actualHighUsd,
    long lifetimeOpen,
    long placeOpen,
    long outputOpen,
    long highUnknown) {}
