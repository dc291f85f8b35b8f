-- Rows that break an identity of the tables that sum usage up; none means that all hold.
-- Inputs:  summary_tables, their names and what they count; summaries, their rows; fact_sums
WITH

summed AS (
    SELECT
        table_name,
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
        coalesce(sum(cost_usd), 0) AS table_usd,
        CASE WHEN any_value(counts_sessions) THEN coalesce(sum(sessions), 0) END AS table_sessions,
        CASE WHEN any_value(counts_files) THEN coalesce(sum(session_files), 0) END AS table_files,
        any_value(by_time) AS by_time
    -- A table without a row has sums too.
    FROM summary_tables
    LEFT JOIN summaries USING (table_name)
    GROUP BY table_name
),

facts AS (
    SELECT
        struct(responses, log_lines, input_tokens, output_tokens, cache_write_5m_tokens,
            cache_write_1h_tokens, cache_read_tokens, unpriced_responses) AS fact_sums,
        cost_usd AS fact_usd,
        sessions AS fact_sessions,
        session_files,
        session_files_dated
    FROM fact_sums
),

compared AS (
    SELECT *, CASE WHEN by_time THEN session_files_dated ELSE session_files END AS transcripts
    FROM summed
    CROSS JOIN facts
),

judged AS (
    SELECT
        table_name,
        stack(4,
            'tokens, lines or responses differ from the facts',
            CASE WHEN table_sums <> fact_sums THEN to_json(struct(table_sums, fact_sums)) END,
            'cost differs from the facts',
            CASE
                WHEN abs(table_usd - fact_usd) > 1e-9 * greatest(1, fact_usd)
                THEN to_json(struct(table_usd, fact_usd))
            END,
            'sessions do not add up to those of the facts',
            CASE
                WHEN table_sessions <> fact_sessions
                THEN to_json(struct(table_sessions, fact_sessions))
            END,
            'session files do not add up to the transcripts',
            CASE WHEN table_files <> transcripts THEN to_json(struct(table_files, transcripts)) END
        ) AS (rule, figures)
    FROM compared
)

SELECT table_name, rule AS broken_rule, figures FROM judged WHERE figures IS NOT NULL
UNION ALL
SELECT table_name, 'parts of a row do not add up', to_json(struct(*))
FROM summaries
WHERE total_tokens <> input_tokens + output_tokens + cache_write_tokens + cache_read_tokens
    OR cache_write_tokens <> cache_write_5m_tokens + cache_write_1h_tokens
    OR abs(cost_usd - (cost_input_usd + cost_output_usd + cost_cache_write_usd
        + cost_cache_read_usd + cost_tools_usd)) > 1e-9 * greatest(1, cost_usd)
    OR unpriced_responses > responses
    OR cache_share NOT BETWEEN 0 AND 1
