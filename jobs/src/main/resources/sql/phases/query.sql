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
    WHERE grain = 'phase week' AND sums.responses > 0
    GROUP BY phase_position
),

committed AS (
    SELECT phase_position, count(*) AS commits
    FROM commits
    WHERE week_start IN (
        SELECT week_start FROM usage_cells WHERE grain = 'week' AND sums.responses > 0)
    GROUP BY phase_position
)

SELECT
    phase,
    used.phase_position,
    from_day,
    to_day,
    first_day,
    last_day,
    coalesce(weeks, 0) AS weeks,
    session_files,
    subagent_files,
    sums.*,
    CASE WHEN :commits_known THEN coalesce(commits, 0) END AS commits
FROM used
LEFT JOIN phase_list ON used.phase_position = phase_list.phase_position
LEFT JOIN used_weeks ON used.phase_position <=> used_weeks.phase_position
LEFT JOIN committed ON used.phase_position <=> committed.phase_position
ORDER BY used.phase_position NULLS LAST
