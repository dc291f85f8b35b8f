-- Rows that break an identity of projects; none means that all hold.
SELECT 'tokens, lines or cost differ from the facts' AS broken_rule, to_json(struct(*)) AS figures
FROM (
    SELECT
        (SELECT struct(coalesce(sum(responses), 0), coalesce(sum(log_lines), 0),
            coalesce(sum(input_tokens), 0), coalesce(sum(output_tokens), 0),
            coalesce(sum(cache_write_5m_tokens), 0), coalesce(sum(cache_write_1h_tokens), 0),
            coalesce(sum(cache_read_tokens), 0), coalesce(sum(unpriced_responses), 0))
         FROM projects) AS table_sums,
        (SELECT struct(count(*), coalesce(sum(log_lines), 0),
            coalesce(sum(input_tokens), 0), coalesce(sum(output_tokens), 0),
            coalesce(sum(cache_write_5m_tokens), 0), coalesce(sum(cache_write_1h_tokens), 0),
            coalesce(sum(cache_read_tokens), 0), count_if(unpriced_reason IS NOT NULL))
         FROM usage_facts) AS fact_sums
)
WHERE table_sums <> fact_sums
UNION ALL
SELECT 'cost differs from the facts', to_json(struct(*))
FROM (
    SELECT
        (SELECT coalesce(sum(cost_usd), 0) FROM projects) AS table_usd,
        (SELECT coalesce(sum(cost_usd), 0) FROM usage_facts) AS fact_usd
)
WHERE abs(table_usd - fact_usd) > 1e-9 * greatest(1, fact_usd)
UNION ALL
SELECT 'parts of a row do not add up', to_json(struct(*))
FROM projects
WHERE total_tokens <> input_tokens + output_tokens + cache_write_tokens + cache_read_tokens
    OR cache_write_tokens <> cache_write_5m_tokens + cache_write_1h_tokens
    OR abs(cost_usd - (cost_input_usd + cost_output_usd + cost_cache_write_usd
        + cost_cache_read_usd + cost_tools_usd)) > 1e-9 * greatest(1, cost_usd)
    OR unpriced_responses > responses
    OR cache_share NOT BETWEEN 0 AND 1
UNION ALL
SELECT 'two rows of one grain', to_json(struct(*))
FROM (SELECT project, count(*) AS copies FROM projects GROUP BY project)
WHERE copies > 1
UNION ALL
SELECT 'sessions do not add up to those of the facts', to_json(struct(*))
FROM (
    SELECT
        (SELECT coalesce(sum(sessions), 0) FROM projects) AS table_sessions,
        (SELECT count(DISTINCT session_id) FROM usage_facts) AS fact_sessions
)
WHERE table_sessions <> fact_sessions
UNION ALL
SELECT 'session files do not add up to the transcripts', to_json(struct(*))
FROM (
    SELECT
        (SELECT coalesce(sum(session_files), 0) FROM projects) AS table_files,
        (SELECT count(*) FROM transcripts WHERE NOT is_agent) AS transcript_files
)
WHERE table_files <> transcript_files
