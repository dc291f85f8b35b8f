-- Usage by day.
-- Grain:   day; usage without a timestamp stands under null
-- Inputs:  usage_cells, commits
-- Params:  :commits_known, whether repositories are configured
WITH

committed AS (
    SELECT day, count(*) AS commits FROM commits GROUP BY day
)

SELECT
    day,
    session_files,
    subagent_files,
    sums.*,
    CASE WHEN :commits_known THEN coalesce(commits, 0) END AS commits
FROM usage_cells
LEFT JOIN committed USING (day)
WHERE grain = 'day'
ORDER BY day NULLS LAST
