-- Rows that break an identity of branches; none means that all hold.
-- Those that it shares with other tables are in summary_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT project, git_branch, count(*) AS copies FROM branches GROUP BY project, git_branch)
WHERE copies > 1
UNION ALL
SELECT 'sessions do not add up to those of the facts', to_json(struct(table_sessions, fact_sums.sessions))
FROM (SELECT coalesce(sum(sessions), 0) AS table_sessions FROM branches)
CROSS JOIN fact_sums
WHERE table_sessions <> fact_sums.sessions
