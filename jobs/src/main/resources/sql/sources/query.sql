-- Usage by source, and what its files held.
-- Grain:   source; a response that stands in several sources counts in that of its original
-- Inputs:  usage_cells, log_files
WITH

held AS (
    SELECT
        source,
        count(*) AS log_files,
        sum(lines) AS lines,
        sum(entries) AS entries,
        sum(ignored_lines) AS ignored_lines,
        sum(rejected_lines) AS quarantined_lines
    FROM log_files
    GROUP BY source
),

used AS (
    SELECT * FROM usage_cells WHERE grain = 'source'
)

SELECT
    source,
    first_day,
    last_day,
    coalesce(log_files, 0) AS log_files,
    coalesce(lines, 0) AS lines,
    coalesce(entries, 0) AS entries,
    coalesce(ignored_lines, 0) AS ignored_lines,
    coalesce(quarantined_lines, 0) AS quarantined_lines,
    coalesce(sessions, 0) AS sessions,
    coalesce(sessions_active, 0) AS sessions_active,
    coalesce(responses, 0) AS responses,
    coalesce(log_lines, 0) AS log_lines,
    coalesce(input_tokens, 0) AS input_tokens,
    coalesce(output_tokens, 0) AS output_tokens,
    coalesce(cache_write_tokens, 0) AS cache_write_tokens,
    coalesce(cache_write_5m_tokens, 0) AS cache_write_5m_tokens,
    coalesce(cache_write_1h_tokens, 0) AS cache_write_1h_tokens,
    coalesce(cache_read_tokens, 0) AS cache_read_tokens,
    coalesce(total_tokens, 0) AS total_tokens,
    cache_share,
    cache_hit_ratio,
    read_per_input,
    read_per_fresh,
    cost_usd,
    cost_input_usd,
    cost_output_usd,
    cost_cache_write_usd,
    cost_cache_read_usd,
    cost_tools_usd,
    cost_local,
    coalesce(unpriced_responses, 0) AS unpriced_responses,
    coalesce(nonfinal_responses, 0) AS nonfinal_responses,
    coalesce(ttl_assumed_responses, 0) AS ttl_assumed_responses,
    coalesce(low_confidence_responses, 0) AS low_confidence_responses
FROM held
FULL JOIN used USING (source)
ORDER BY source
