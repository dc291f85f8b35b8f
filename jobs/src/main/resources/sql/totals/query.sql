-- The whole lake in one row.
-- Grain:   one row
-- Inputs:  usage_cells
WITH

known AS (
    SELECT count(project) AS projects
    FROM usage_cells
    WHERE grain = 'project' AND sums.responses > 0
)

SELECT
    session_files,
    undated_session_files AS session_files_undated,
    subagent_files,
    sums.sessions_active AS sessions,
    projects,
    first_day,
    last_day,
    sums.* EXCEPT (sessions, sessions_active),
    per_token(sums.input_tokens, sums.total_tokens) AS input_share,
    per_token(sums.output_tokens, sums.total_tokens) AS output_share,
    per_token(sums.cache_write_tokens, sums.total_tokens) AS cache_write_share,
    sums.cache_share AS cached_share
FROM usage_cells
CROSS JOIN known
WHERE grain = ''
