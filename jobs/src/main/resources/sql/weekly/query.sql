-- Usage by week.
-- Grain:   week_start; usage without a timestamp stands under null
-- Inputs:  usage_cells, commits
-- Params:  :commits_known, whether repositories are configured
WITH

committed AS (
    SELECT week_start, count(*) AS commits FROM commits GROUP BY week_start
)

SELECT
    week_start,
    iso_week,
    session_files,
    subagent_files,
    sums.*,
    CASE WHEN :commits_known THEN coalesce(commits, 0) END AS commits
FROM usage_cells
LEFT JOIN committed USING (week_start)
WHERE grain = 'week'
ORDER BY week_start NULLS LAST
