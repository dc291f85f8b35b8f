-- The whole lake in one row.
-- Grain:   one row
-- Inputs:  usage_cells
WITH

used AS (
    SELECT * FROM usage_cells WHERE grain = ''
),

known AS (
    SELECT count(project) AS projects
    FROM usage_cells
    WHERE grain = 'project' AND responses > 0
)

SELECT
    coalesce(session_files, 0) AS session_files,
    coalesce(undated_session_files, 0) AS session_files_undated,
    coalesce(subagent_files, 0) AS subagent_files,
    coalesce(sessions_active, 0) AS sessions,
    projects,
    first_day,
    last_day,
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
    coalesce(low_confidence_responses, 0) AS low_confidence_responses,
    input_share,
    output_share,
    cache_write_share,
    cache_share AS cached_share
FROM known
LEFT JOIN used ON true
