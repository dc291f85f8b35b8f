-- Rows that break an identity of every table that sums usage up; none means that all hold.
-- Inputs:  the table, fact_sums
-- Params:  :table, its name
WITH

summed AS (
    SELECT
        struct(
            coalesce(sum(responses), 0) AS responses,
            coalesce(sum(log_lines), 0) AS log_lines,
            coalesce(sum(input_tokens), 0) AS input_tokens,
            coalesce(sum(output_tokens), 0) AS output_tokens,
            coalesce(sum(cache_write_5m_tokens), 0) AS cache_write_5m_tokens,
            coalesce(sum(cache_write_1h_tokens), 0) AS cache_write_1h_tokens,
            coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens,
            coalesce(sum(unpriced_responses), 0) AS unpriced_responses
        ) AS table_sums,
        coalesce(sum(cost_usd), 0) AS table_usd
    FROM IDENTIFIER(:table)
),

facts AS (
    SELECT
        struct(responses, log_lines, input_tokens, output_tokens, cache_write_5m_tokens,
            cache_write_1h_tokens, cache_read_tokens, unpriced_responses) AS fact_sums,
        cost_usd AS fact_usd
    FROM fact_sums
),

judged AS (
    SELECT stack(2,
        'tokens, lines or responses differ from the facts',
        CASE WHEN table_sums <> fact_sums THEN to_json(struct(table_sums, fact_sums)) END,
        'cost differs from the facts',
        CASE
            WHEN abs(table_usd - fact_usd) > 1e-9 * greatest(1, fact_usd)
            THEN to_json(struct(table_usd, fact_usd))
        END
    ) AS (rule, figures)
    FROM summed
    CROSS JOIN facts
)

SELECT rule AS broken_rule, figures FROM judged WHERE figures IS NOT NULL
UNION ALL
SELECT 'parts of a row do not add up', to_json(struct(*))
FROM IDENTIFIER(:table)
WHERE total_tokens <> input_tokens + output_tokens + cache_write_tokens + cache_read_tokens
    OR cache_write_tokens <> cache_write_5m_tokens + cache_write_1h_tokens
    OR abs(cost_usd - (cost_input_usd + cost_output_usd + cost_cache_write_usd
        + cost_cache_read_usd + cost_tools_usd)) > 1e-9 * greatest(1, cost_usd)
    OR unpriced_responses > responses
    OR cache_share NOT BETWEEN 0 AND 1
