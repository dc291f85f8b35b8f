-- Usage by phase.
-- Grain:   phase; days outside every phase stand under null
-- Inputs:  usage_cells, commits, phase_list
-- Params:  :commits_known, whether repositories are configured
WITH

used AS (
    SELECT * FROM usage_cells WHERE grain = 'phase'
),

used_weeks AS (
    SELECT phase_position, count(week_start) AS weeks
    FROM usage_cells
    WHERE grain = 'phase week' AND responses > 0
    GROUP BY phase_position
),

committed AS (
    SELECT phase_position, count(*) AS commits
    FROM commits
    WHERE week_start IN (SELECT week_start FROM usage_cells WHERE grain = 'week' AND responses > 0)
    GROUP BY phase_position
),

-- A phase without usage has a row, too, and so has usage without a phase.
listed AS (
    SELECT
        coalesce(phase_list.phase_position, used.phase_position) AS phase_position,
        phase_list.* EXCEPT (phase_position),
        used.* EXCEPT (phase_position)
    FROM used
    FULL JOIN phase_list ON used.phase_position = phase_list.phase_position
)

SELECT
    phase,
    listed.phase_position,
    from_day,
    to_day,
    first_day,
    last_day,
    coalesce(weeks, 0) AS weeks,
    coalesce(session_files, 0) AS session_files,
    coalesce(subagent_files, 0) AS subagent_files,
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
    coalesce(low_confidence_responses, 0) AS low_confidence_responses,
    CASE WHEN :commits_known THEN coalesce(commits, 0) END AS commits
FROM listed
LEFT JOIN used_weeks ON listed.phase_position <=> used_weeks.phase_position
LEFT JOIN committed ON listed.phase_position <=> committed.phase_position
ORDER BY listed.phase_position NULLS LAST
