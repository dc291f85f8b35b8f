-- Usage by month.
-- Grain:   month_start; usage without a timestamp stands under null
-- Inputs:  usage_cells, commits
-- Params:  :commits_known, whether repositories are configured
WITH

committed AS (
    SELECT month_start, count(*) AS commits FROM commits GROUP BY month_start
)

SELECT
    month_start,
    session_files,
    subagent_files,
    sessions,
    sessions_active,
    responses,
    log_lines,
    input_tokens,
    output_tokens,
    cache_write_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    cache_read_tokens,
    total_tokens,
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
    unpriced_responses,
    nonfinal_responses,
    ttl_assumed_responses,
    low_confidence_responses,
    CASE WHEN :commits_known THEN coalesce(commits, 0) END AS commits
FROM usage_cells
LEFT JOIN committed USING (month_start)
WHERE grain = 'month'
ORDER BY month_start NULLS LAST
