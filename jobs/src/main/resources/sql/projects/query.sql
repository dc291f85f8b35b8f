-- Usage by project.
-- Grain:   project
-- Inputs:  usage_cells, usage_sums, transcripts
WITH

-- Several paths may have one name.
placed AS (
    SELECT project, min(project_path) AS project_path, min(project_group) AS project_group
    FROM (
        SELECT project, project_path, project_group FROM usage_sums
        UNION ALL
        SELECT project, project_path, project_group FROM transcripts
    )
    GROUP BY project
),

used AS (
    SELECT * FROM usage_cells WHERE grain = 'project'
)

SELECT
    used.project,
    project_path,
    project_group,
    first_day,
    last_day,
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
    low_confidence_responses
FROM used
LEFT JOIN placed ON used.project = placed.project
ORDER BY total_tokens DESC, used.project
