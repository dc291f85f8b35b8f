-- What every table must add up to.
-- Grain:   one row
-- Inputs:  usage_sums, transcripts
SELECT
    coalesce(sum(responses), 0) AS responses,
    count(DISTINCT session_id) AS sessions,
    coalesce(sum(log_lines), 0) AS log_lines,
    coalesce(sum(input_tokens), 0) AS input_tokens,
    coalesce(sum(output_tokens), 0) AS output_tokens,
    coalesce(sum(cache_write_5m_tokens), 0) AS cache_write_5m_tokens,
    coalesce(sum(cache_write_1h_tokens), 0) AS cache_write_1h_tokens,
    coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens,
    coalesce(sum(unpriced_responses), 0) AS unpriced_responses,
    coalesce(sum(cost_usd), 0) AS cost_usd,
    min(day) AS first_day,
    max(day) AS last_day,
    (SELECT count(*) FROM transcripts WHERE NOT is_agent) AS session_files,
    (SELECT count(*) FROM transcripts WHERE NOT is_agent AND day IS NOT NULL)
        AS session_files_dated
FROM usage_sums
