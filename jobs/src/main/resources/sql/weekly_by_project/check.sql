-- Rows that break an identity of weekly_by_project; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT week_start, project, count(*) AS copies FROM weekly_by_project GROUP BY week_start, project)
WHERE copies > 1
