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
    sums.*,
    CASE WHEN :commits_known THEN coalesce(commits, 0) END AS commits
FROM usage_cells
LEFT JOIN committed USING (month_start)
WHERE grain = 'month'
ORDER BY month_start NULLS LAST
