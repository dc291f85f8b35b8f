-- What the same calls would have cost under other assumptions.
-- Grain:   scenario
-- Inputs:  scenario_list, scenario_facts, flat_plans, flat_days
-- Why:     a scenario may price calls that the actual one cannot, and the other way round, so both
--          are compared over the calls that both price. A flat plan is compared with the calls of
--          the days it ran on.
WITH

summed AS (
    SELECT
        scenario_position,
        sum(responses) AS responses,
        sum(unpriced_responses) AS unpriced_responses,
        sum(low_usd) AS low_usd,
        sum(high_usd) AS high_usd,
        sum(compared_responses) AS compared_responses,
        sum(compared_low_usd) AS compared_low_usd,
        sum(compared_high_usd) AS compared_high_usd,
        sum(actual_low_usd) AS actual_low_usd,
        sum(actual_high_usd) AS actual_high_usd,
        sum(lifetime_open) AS lifetime_open_responses,
        sum(place_open) AS place_open_responses,
        sum(output_open) AS output_open_responses,
        sum(high_unknown) AS high_unknown_responses
    FROM scenario_facts
    GROUP BY scenario_position
),

by_call AS (
    SELECT
        scenario_position,
        scenario,
        assumption,
        coalesce(responses, 0) AS responses,
        coalesce(unpriced_responses, 0) AS unpriced_responses,
        if(responses > unpriced_responses, low_usd, NULL) AS low_usd,
        if(responses > unpriced_responses, high_usd, NULL) AS high_usd,
        coalesce(compared_responses, 0) AS compared_responses,
        compared_low_usd,
        compared_high_usd,
        if(compared_responses > 0, actual_low_usd, NULL) AS actual_low_usd,
        if(compared_responses > 0, actual_high_usd, NULL) AS actual_high_usd,
        coalesce(lifetime_open_responses, 0) AS lifetime_open_responses,
        coalesce(place_open_responses, 0) AS place_open_responses,
        coalesce(output_open_responses, 0) AS output_open_responses,
        coalesce(high_unknown_responses, 0) AS high_unknown_responses
    FROM scenario_list
    LEFT JOIN summed USING (scenario_position)
),

actual_days AS (
    SELECT
        d.scenario_position,
        sum(f.responses) AS responses,
        sum(f.unpriced_responses) AS unpriced_responses,
        sum(f.compared_responses) AS compared_responses,
        sum(f.low_usd) AS actual_low_usd,
        sum(f.high_usd) AS actual_high_usd,
        sum(f.lifetime_open) AS lifetime_open_responses,
        sum(f.place_open) AS place_open_responses,
        sum(f.output_open) AS output_open_responses,
        sum(f.high_unknown) AS high_unknown_responses
    FROM flat_days d
    JOIN scenario_facts f ON f.day = d.day AND f.scenario_position = 1
    GROUP BY d.scenario_position
),

flat AS (
    SELECT
        scenario_position,
        scenario,
        assumption,
        coalesce(responses, 0) AS responses,
        coalesce(unpriced_responses, 0) AS unpriced_responses,
        flat_usd AS low_usd,
        flat_usd AS high_usd,
        coalesce(compared_responses, 0) AS compared_responses,
        flat_usd AS compared_low_usd,
        flat_usd AS compared_high_usd,
        if(compared_responses > 0, actual_low_usd, NULL) AS actual_low_usd,
        if(compared_responses > 0, actual_high_usd, NULL) AS actual_high_usd,
        coalesce(lifetime_open_responses, 0) AS lifetime_open_responses,
        coalesce(place_open_responses, 0) AS place_open_responses,
        coalesce(output_open_responses, 0) AS output_open_responses,
        coalesce(high_unknown_responses, 0) AS high_unknown_responses
    FROM flat_plans
    LEFT JOIN actual_days USING (scenario_position)
),

together AS (
    SELECT * FROM by_call
    UNION ALL
    SELECT * FROM flat
),

compared AS (
    SELECT
        *,
        try_divide(CAST(compared_low_usd AS DOUBLE), CAST(actual_low_usd AS DOUBLE)) AS cheap_reading,
        try_divide(CAST(compared_high_usd AS DOUBLE), CAST(actual_high_usd AS DOUBLE)) AS dear_reading
    FROM together
)

SELECT
    scenario,
    scenario_position AS position,
    assumption,
    low_usd,
    high_usd,
    actual_low_usd,
    actual_high_usd,
    least(cheap_reading, dear_reading) AS ratio_low,
    greatest(cheap_reading, dear_reading) AS ratio_high,
    nullif(concat_ws('; ',
        if(lifetime_open_responses > 0, concat('lifetime of cache writes (5 minutes to 1 hour): ',
            format_number(lifetime_open_responses, 0), ' responses'), NULL),
        if(place_open_responses > 0, concat('place of inference (without to with its premium): ',
            format_number(place_open_responses, 0), ' responses'), NULL),
        if(output_open_responses > 0, concat('output only a placeholder in the log, so that both bounds are too low: ',
            format_number(output_open_responses, 0), ' responses'), NULL),
        if(high_unknown_responses > 0, concat('no rate for the dear reading, so that high is too low: ',
            format_number(high_unknown_responses, 0), ' responses'), NULL)), '') AS open_points,
    responses,
    unpriced_responses,
    compared_responses,
    lifetime_open_responses,
    place_open_responses,
    output_open_responses,
    high_unknown_responses
FROM compared
ORDER BY position
