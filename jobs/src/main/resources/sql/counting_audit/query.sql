-- What the same logs come to under the counting rules of other tools.
-- Grain:   rule, source, month_start; usage without a timestamp stands under a null month
-- Inputs:  counting_rules, audit_facts, usage_sums
-- Why:     so that a user can see why another tool says something else.
WITH

others AS (
    SELECT
        rule,
        source,
        month_start,
        sum(units) AS units,
        sum(input_tokens) AS input_tokens,
        sum(output_tokens) AS output_tokens,
        sum(cache_write_5m_tokens) AS cache_write_5m_tokens,
        sum(cache_write_1h_tokens) AS cache_write_1h_tokens,
        sum(cache_read_tokens) AS cache_read_tokens
    FROM audit_facts
    WHERE rule <> 'untold'
    GROUP BY rule, source, month_start
),

-- The lines of such a response may lie in any source, so that all of the month are unknown.
untold AS (
    SELECT month_start, sum(units) AS untold_responses
    FROM audit_facts
    WHERE rule = 'untold'
    GROUP BY month_start
),

ours AS (
    SELECT
        rule,
        source,
        month_start,
        sum(responses) AS units,
        sum(input_tokens) AS input_tokens,
        sum(output_tokens) AS output_tokens,
        sum(cache_write_5m_tokens) AS cache_write_5m_tokens,
        sum(cache_write_1h_tokens) AS cache_write_1h_tokens,
        sum(cache_read_tokens) AS cache_read_tokens
    FROM usage_sums
    CROSS JOIN counting_rules
    WHERE is_ours
    GROUP BY rule, source, month_start
),

counted AS (
    SELECT * FROM others UNION ALL SELECT * FROM ours
),

cells AS (
    SELECT
        rule_position, rule, description, tools, is_ours, source, found.month_start,
        coalesce(untold_responses, 0) AS untold_responses,
        -- What a rule comes to that finds nothing to count: 0, or unknown.
        if(is_ours OR untold_responses IS NULL, 0, NULL) AS nothing
    FROM counting_rules
    CROSS JOIN (SELECT DISTINCT source, month_start FROM counted) AS found
    LEFT JOIN untold ON found.month_start <=> untold.month_start
),

filled AS (
    SELECT
        cells.*,
        nothing + coalesce(units, 0) AS units,
        nothing + coalesce(input_tokens, 0) AS input_tokens,
        nothing + coalesce(output_tokens, 0) AS output_tokens,
        nothing + coalesce(cache_write_5m_tokens, 0) AS cache_write_5m_tokens,
        nothing + coalesce(cache_write_1h_tokens, 0) AS cache_write_1h_tokens,
        nothing + coalesce(cache_read_tokens, 0) AS cache_read_tokens
    FROM cells
    LEFT JOIN counted
        ON cells.rule = counted.rule
        AND cells.source = counted.source
        AND cells.month_start <=> counted.month_start
),

totalled AS (
    SELECT
        *,
        cache_write_5m_tokens + cache_write_1h_tokens AS cache_write_tokens,
        input_tokens + output_tokens + cache_write_5m_tokens + cache_write_1h_tokens
            + cache_read_tokens AS total_tokens
    FROM filled
),

compared AS (
    SELECT
        *,
        max(if(is_ours, output_tokens, NULL)) OVER same_cell AS our_output_tokens,
        max(if(is_ours, total_tokens, NULL)) OVER same_cell AS our_total_tokens
    FROM totalled
    WINDOW same_cell AS (PARTITION BY source, month_start)
)

SELECT
    rule,
    rule_position AS position,
    tools,
    description,
    source,
    month_start,
    untold_responses,
    units,
    input_tokens,
    output_tokens,
    cache_write_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    cache_read_tokens,
    total_tokens,
    try_divide(CAST(output_tokens AS DOUBLE), CAST(our_output_tokens AS DOUBLE)) AS output_per_ours,
    try_divide(CAST(total_tokens AS DOUBLE), CAST(our_total_tokens AS DOUBLE)) AS total_per_ours
FROM compared
ORDER BY source, month_start NULLS LAST, rule_position
