-- Rows that break an identity of branches; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT project, git_branch, count(*) AS copies FROM branches GROUP BY project, git_branch)
WHERE copies > 1
