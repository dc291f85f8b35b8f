-- Usage by phase and week: a week that two phases share stands under both, with the days of each.
-- Grain:   phase, week_start
-- Inputs:  usage_cells, commits, phase_list
-- Params:  :commits_known, whether repositories are configured
WITH

used AS (
    SELECT * FROM usage_cells WHERE grain = 'phase week'
),

committed AS (
    SELECT phase_position, week_start, count(*) AS commits
    FROM commits
    GROUP BY phase_position, week_start
)

SELECT
    phase,
    used.phase_position,
    used.week_start,
    iso_week,
    session_files,
    subagent_files,
    sums.*,
    CASE WHEN :commits_known THEN coalesce(commits, 0) END AS commits
FROM used
LEFT JOIN phase_list ON used.phase_position = phase_list.phase_position
LEFT JOIN committed
    ON used.phase_position <=> committed.phase_position
    AND used.week_start = committed.week_start
ORDER BY used.phase_position NULLS LAST, used.week_start NULLS LAST
